package io.mullama.engine.local;

import io.mullama.engine.PromptPart;
import io.mullama.llama.Vocab;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Turns texts into the tokens of embedding and reranking models, with those around them that the model wants. Control
 * tokens in a text are text. Thread-safe.
 */
final class InputTokenizer {
    private static final Pattern PLACE = Pattern.compile("\\{(query|document)}");

    private final Vocab vocab;
    private final PromptTokenizer prompts;
    private final Optional<String> pairTemplate;
    private final int limit;

    /**
     * Tokens, cut where they are more than fit and that was asked for.
     *
     * @param uncut how many there were
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Tokenized(int[] tokens, int uncut) {}

    /** {@code pairTemplate} is the prompt of a model that was trained on one, {@code limit} the most tokens kept. */
    InputTokenizer(Vocab vocab, Optional<String> pairTemplate, int limit) {
        this.vocab = vocab;
        this.prompts = new PromptTokenizer(vocab);
        this.pairTemplate = pairTemplate;
        this.limit = limit;
    }

    /** A text alone. */
    Tokenized text(String text, boolean truncate) {
        return joined(beginning(), vocab.tokenize(text, false), ending(), truncate);
    }

    /**
     * Tokens as they are.
     *
     * @param field what they are called in messages
     * @throws MullamaException if one is not in the vocabulary
     */
    Tokenized tokens(int[] given, String field, boolean truncate) {
        for (int token : given) {
            if (token < 0 || token >= vocab.size()) {
                throw MullamaException.invalidField(
                        field, "'%s' holds %d, which is no token of this model".formatted(field, token));
            }
        }
        return joined(new int[0], given, new int[0], truncate);
    }

    /**
     * A query and a document, as the model's own template has them, else with the separators of its vocabulary between.
     * It is the document that is cut.
     *
     * @throws MullamaException if the query leaves no room for it
     */
    Tokenized pair(String query, String document, boolean truncate) {
        if (pairTemplate.isPresent()) {
            return rendered(pairTemplate.get(), query, document, truncate);
        }
        int[] between = IntStream.concat(
                        vocab.addsEndOfSequence() ? IntStream.of(vocab.endOfSequence()) : IntStream.empty(),
                        vocab.addsSeparator() ? IntStream.of(vocab.separator()) : IntStream.empty())
                .toArray();
        int[] head = concat(concat(beginning(), vocab.tokenize(query, false)), between);
        int[] tail = ending();
        if (head.length + tail.length >= limit) {
            throw noRoomBeside(head.length + tail.length);
        }
        return joined(head, vocab.tokenize(document, false), tail, truncate);
    }

    private Tokenized joined(int[] head, int[] body, int[] tail, boolean truncate) {
        int uncut = head.length + body.length + tail.length;
        int kept = truncate ? Math.max(0, Math.min(body.length, limit - head.length - tail.length)) : body.length;
        int[] tokens = new int[head.length + kept + tail.length];
        System.arraycopy(head, 0, tokens, 0, head.length);
        System.arraycopy(body, 0, tokens, head.length, kept);
        System.arraycopy(tail, 0, tokens, head.length + kept, tail.length);
        return new Tokenized(tokens, uncut);
    }

    /** BERT's tokenizer writes both whatever the metadata say. */
    private int[] beginning() {
        boolean begins = vocab.addsBeginOfSequence() || (vocab.isWordPiece() && vocab.beginOfSequence() >= 0);
        return begins ? new int[] {vocab.beginOfSequence()} : new int[0];
    }

    private int[] ending() {
        if (vocab.isWordPiece() && vocab.separator() >= 0) {
            return new int[] {vocab.separator()};
        }
        return vocab.addsEndOfSequence() ? new int[] {vocab.endOfSequence()} : new int[0];
    }

    private Tokenized rendered(String template, String query, String document, boolean truncate) {
        int[] whole = prompts.tokenize(parts(template, query, document));
        if (!truncate || whole.length <= limit) {
            return new Tokenized(whole, whole.length);
        }
        int[] least = prompts.tokenize(parts(template, query, ""));
        if (least.length >= limit) {
            throw noRoomBeside(least.length);
        }
        // Tokens are not cut apart here: the template goes on behind them, and a border would change its tokens.
        int fits = 0;
        int over = document.codePointCount(0, document.length());
        int[] kept = least;
        while (over - fits > 1) {
            int middle = (fits + over) >>> 1;
            String beginning = document.substring(0, document.offsetByCodePoints(0, middle));
            int[] tokens = prompts.tokenize(parts(template, query, beginning));
            boolean fitting = tokens.length <= limit;
            fits = fitting ? middle : fits;
            over = fitting ? over : middle;
            kept = fitting ? tokens : kept;
        }
        return new Tokenized(kept, whole.length);
    }

    private static List<PromptPart> parts(String template, String query, String document) {
        List<PromptPart> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(template);
        int end = 0;
        while (places.find()) {
            parts.add(new PromptPart(template.substring(end, places.start()), true));
            parts.add(new PromptPart(places.group(1).equals("query") ? query : document, false));
            end = places.end();
        }
        parts.add(new PromptPart(template.substring(end), true));
        return parts;
    }

    private MullamaException noRoomBeside(int tokens) {
        return new MullamaException(
                        ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                        "'query' takes %d of the context's %d tokens and leaves no room for a document"
                                .formatted(tokens, limit),
                        "shorten it")
                .about("query");
    }

    private static int[] concat(int[] head, int[] tail) {
        return IntStream.concat(IntStream.of(head), IntStream.of(tail)).toArray();
    }
}
