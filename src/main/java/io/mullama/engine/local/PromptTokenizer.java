package io.mullama.engine.local;

import static java.util.stream.Collectors.joining;

import io.mullama.engine.PromptPart;
import io.mullama.engine.TokenText;
import io.mullama.llama.Vocab;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Turns the parts of a prompt into tokens, so that only the template's own control tokens are control tokens.
 * Thread-safe.
 *
 * <p>A tokenizer may treat a border between two calls unlike the middle of a text, and a model was trained on whole
 * texts. So the parts are set apart only where the whole has a control token that no template part has by itself, which
 * honest input hardly ever brings about.
 */
final class PromptTokenizer {
    private final Vocab vocab;

    PromptTokenizer(Vocab vocab) {
        this.vocab = vocab;
    }

    int[] tokenize(List<PromptPart> parts) {
        List<PromptPart> joined = joined(parts);
        int[] whole = vocab.tokenize(joined.stream().map(PromptPart::text).collect(joining()), true);
        return withBeginning(hasTemplateControlsOnly(whole, joined) ? List.of(whole) : apart(joined));
    }

    /** As llama-server's {@code /infill} has it: prefix, suffix, middle; empty where the vocabulary lacks the tokens. */
    Optional<int[]> fill(String prefix, String suffix) {
        return vocab.fillTokens()
                .map(around -> withBeginning(List.of(
                        new int[] {around.prefix()},
                        vocab.tokenize(prefix, false),
                        new int[] {around.suffix()},
                        vocab.tokenize(suffix, false),
                        new int[] {around.middle()})));
    }

    /** Whether a text is one token, and not an ordinary one. */
    boolean isSpecialToken(String text) {
        int[] tokens = vocab.tokenize(text, true);
        return tokens.length == 1
                && vocab.isSpecial(tokens[0])
                && vocab.text(tokens[0]).equals(text);
    }

    List<TokenText> spell(int[] tokens) {
        return IntStream.of(tokens)
                .mapToObj(token -> new TokenText(token, vocab.text(token)))
                .toList();
    }

    /** The bytes that each token stands for, a control token for those of its name. */
    List<byte[]> pieces(int[] tokens) {
        return IntStream.of(tokens).mapToObj(this::piece).toList();
    }

    /** The bytes of all, without the space that some tokenizers put before a text. */
    byte[] detokenize(int[] tokens) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean begins = putsSpaceBefore();
        for (int token : tokens) {
            byte[] piece = piece(token);
            int from = begins && piece.length > 0 && piece[0] == ' ' ? 1 : 0;
            text.write(piece, from, piece.length - from);
            begins = vocab.isControl(token) && putsSpaceBefore();
        }
        return text.toByteArray();
    }

    private boolean putsSpaceBefore() {
        int[] letter = vocab.tokenize("x", false);
        return letter.length > 0 && vocab.piece(letter[0]).length > 0 && vocab.piece(letter[0])[0] == ' ';
    }

    private byte[] piece(int token) {
        if (token < 0 || token >= vocab.size()) {
            throw MullamaException.invalidField(
                    "tokens",
                    "'tokens' holds " + token + ", and the model's tokens are those from 0 to " + (vocab.size() - 1));
        }
        return vocab.isControl(token) ? vocab.text(token).getBytes(StandardCharsets.UTF_8) : vocab.piece(token);
    }

    /** Whether all control tokens of the whole are those that the template's parts have by themselves. */
    private boolean hasTemplateControlsOnly(int[] whole, List<PromptPart> parts) {
        IntStream templates = parts.stream()
                .filter(PromptPart::special)
                .flatMapToInt(part -> IntStream.of(vocab.tokenize(part.text(), true)));
        return Arrays.equals(controls(IntStream.of(whole)), controls(templates));
    }

    private int[] controls(IntStream tokens) {
        return tokens.filter(vocab::isControl).toArray();
    }

    /** Each part by itself, so that nothing can arise where two of them meet. */
    private List<int[]> apart(List<PromptPart> parts) {
        return parts.stream()
                .map(part -> vocab.tokenize(part.text(), part.special()))
                .toList();
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
