package io.mullama.grammar;

import java.util.BitSet;

/** Follows an answer token by token, and tells which tokens may come next. For one generation; not thread-safe. */
public final class GrammarMatcher {
    private final TokenTable tokens;
    private final StateSpace space;
    private GrammarState current;

    /**
     * At the beginning of an answer.
     *
     * @throws GrammarException if it can begin in too many ways
     */
    public GrammarMatcher(Grammar grammar, TokenTable tokens) {
        this.tokens = tokens;
        this.space = new StateSpace(grammar);
        this.current = space.start();
    }

    /**
     * Whether the token may come next; one that ends the answer, whether the text may end here.
     *
     * @throws GrammarException if the text can be read in too many ways
     */
    public boolean allows(int token) {
        return !after(token).isDead();
    }

    /**
     * Goes on to after that token.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public void accept(int token) {
        GrammarState next = after(token);
        if (next.isDead()) {
            throw new IllegalArgumentException("the grammar does not allow token " + token);
        }
        current = next;
    }

    /** Whether the text so far is all that the grammar wants. */
    public boolean isComplete() {
        return current.isComplete();
    }

    /**
     * The tokens that may come next.
     *
     * @param allowed is overwritten
     * @throws GrammarException if the text can be read in too many ways
     */
    public void allowed(BitSet allowed) {
        allowed.clear();
        space.resetWork();
        tokens.addAllowed(space, current, allowed);
        if (current.expectsTokens()) {
            addExpectedTokens(allowed);
        }
        if (current.isComplete()) {
            allowed.or(tokens.ends());
        }
    }

    private void addExpectedTokens(BitSet allowed) {
        for (Reading reading : current.readings()) {
            if (reading.stack().symbol() instanceof Symbol.Token wanted) {
                if (wanted.except()) {
                    boolean itself = allowed.get(wanted.id());
                    allowed.set(0, tokens.size());
                    allowed.set(wanted.id(), itself);
                } else {
                    allowed.set(wanted.id());
                }
            }
        }
        allowed.andNot(tokens.ends());
    }

    private GrammarState after(int token) {
        space.resetWork();
        if (tokens.isEnd(token)) {
            return current.isComplete() ? current : StateSpace.DEAD;
        }
        GrammarState byText = tokens.isText(token) ? tokens.after(space, current, token) : StateSpace.DEAD;
        if (!current.expectsTokens()) {
            return byText;
        }
        GrammarState byToken = space.afterToken(current, token);
        return byText.isDead() ? byToken : byToken.isDead() ? byText : space.union(byText, byToken);
    }
}
