package io.mullama.engine.local;

import io.mullama.engine.PromptPart;
import io.mullama.llama.Vocab;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the parts of a prompt into tokens, so that only the template's own control tokens are control tokens.
 * Thread-safe.
 *
 * <p>A tokenizer may treat a border between two calls unlike the middle of a text, and a model was trained on whole
 * texts. So input is set apart only where it holds the text of a control token, which honest input hardly ever does.
 */
final class PromptTokenizer {
    private final Vocab vocab;

    PromptTokenizer(Vocab vocab) {
        this.vocab = vocab;
    }

    int[] tokenize(List<PromptPart> parts) {
        List<int[]> pieces = new ArrayList<>();
        StringBuilder trusted = new StringBuilder();
        for (PromptPart part : joined(parts)) {
            if (part.special() || !mentionsControlToken(part.text())) {
                trusted.append(part.text());
            } else {
                pieces.add(vocab.tokenize(trusted.toString(), true));
                trusted.setLength(0);
                pieces.add(vocab.tokenize(part.text(), false));
            }
        }
        pieces.add(vocab.tokenize(trusted.toString(), true));
        return withBeginning(pieces);
    }

    /** Neighbours of one kind as one part: a control token must not arise where two inputs meet. */
    private static List<PromptPart> joined(List<PromptPart> parts) {
        List<PromptPart> joined = new ArrayList<>();
        for (PromptPart part : parts) {
            int last = joined.size() - 1;
            if (part.text().isEmpty()) {
                continue;
            }
            if (last >= 0 && joined.get(last).special() == part.special()) {
                joined.set(last, new PromptPart(joined.get(last).text() + part.text(), part.special()));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    private boolean mentionsControlToken(String input) {
        for (int token : vocab.tokenize(input, true)) {
            if (vocab.isControl(token)) {
                return true;
            }
        }
        return false;
    }

    private int[] withBeginning(List<int[]> pieces) {
        int count = pieces.stream().mapToInt(piece -> piece.length).sum();
        int first = pieces.stream()
                .filter(piece -> piece.length > 0)
                .mapToInt(piece -> piece[0])
                .findFirst()
                .orElse(-1);
        boolean missing = vocab.addsBeginOfSequence() && first != vocab.beginOfSequence();
        int[] tokens = new int[count + (missing ? 1 : 0)];
        int at = 0;
        if (missing) {
            tokens[at++] = vocab.beginOfSequence();
        }
        for (int[] piece : pieces) {
            System.arraycopy(piece, 0, tokens, at, piece.length);
            at += piece.length;
        }
        return tokens;
    }
}
