package io.mullama.grammar;

import java.util.BitSet;
import java.util.List;

/**
 * Follows an answer token by token, through its stages where it has several, and tells which tokens may come next. For
 * one generation; not thread-safe.
 */
public final class GrammarMatcher {
    private final TokenTable tokens;
    private final StageWalk walk;
    private List<Crossing> crossings = List.of();

    /**
     * At the beginning of an answer.
     *
     * @throws GrammarException if it can begin in too many ways
     */
    public GrammarMatcher(Grammar grammar, TokenTable tokens) {
        this(List.of(new GrammarStage(grammar, List.of(), Stage.END)), 0, tokens);
    }

    /**
     * At the beginning of a stage.
     *
     * @param first the index of that stage
     * @throws GrammarException if one can begin in too many ways
     */
    public GrammarMatcher(List<GrammarStage> stages, int first, TokenTable tokens) {
        this.tokens = tokens;
        this.walk = new StageWalk(stages.stream().map(StageStates::new).toList(), first);
    }

    /**
     * Whether the token may come next; one that ends the answer, whether the text may end here, or behind the token's
     * own where it shows.
     *
     * @throws GrammarException if the text can be read in too many ways
     */
    public boolean allows(int token) {
        walk.resetWork();
        return after(token) != StageWalk.DEAD;
    }

    /**
     * Goes on to after that token.
     *
     * @throws IllegalArgumentException if it is not allowed
     * @throws GrammarException if the text can be read in too many ways
     */
    public void accept(int token) {
        walk.resetWork();
        int after = after(token);
        if (after == StageWalk.DEAD) {
            throw new IllegalArgumentException("the grammar does not allow token " + token);
        }
        crossings = walk.crossings(after);
        walk.restart(after);
    }

    /** Whether the answer may end here. */
    public boolean isComplete() {
        return walk.mayEnd(0);
    }

    /** The index of the stage to which the text so far has led. */
    public int stage() {
        return walk.stage();
    }

    /** Whether any text may come: a token is refused only if another stage begins in the middle of its text. */
    public boolean isFree() {
        return walk.isFree();
    }

    /** The stages that began within the latest token that was accepted. */
    public List<Crossing> crossings() {
        return crossings;
    }

    /**
     * The tokens that may come next.
     *
     * @param allowed is overwritten
     * @throws GrammarException if the text can be read in too many ways
     */
    public void allowed(BitSet allowed) {
        allowed.clear();
        walk.resetWork();
        tokens.addAllowed(walk, allowed);
        walk.addByToken(tokens, allowed);
        tokens.ends().forEach(end -> allowed.set(end, after(end) != StageWalk.DEAD));
    }

    private int after(int token) {
        if (!tokens.isEnd(token)) {
            return walk.afterToken(token, tokens.text(token));
        }
        byte[] text = tokens.endingText(token);
        int behind = text.length == 0 ? StageWalk.DEAD : walk.follow(text);
        if (behind != StageWalk.DEAD && walk.mayEnd(behind)) {
            return behind;
        }
        return walk.mayEnd(0) ? 0 : StageWalk.DEAD;
    }
}
