package io.mullama.api;

/**
 * One kind of work to measure: prompts to process, or text to generate. Immutable.
 *
 * @param promptTokens of each prompt; 0 where text is generated
 * @param generatedTokens of each answer; 0 where prompts are processed
 * @param streams how many at once
 */
public record BenchTest(int promptTokens, int generatedTokens, int streams) {

    public static BenchTest prompt(int tokens, int streams) {
        return new BenchTest(tokens, 0, streams);
    }

    public static BenchTest generation(int tokens, int streams) {
        return new BenchTest(0, tokens, streams);
    }

    public boolean generates() {
        return generatedTokens > 0;
    }

    /** As llama-bench calls it: {@code pp512}, {@code tg128}. */
    public String name() {
        return generates() ? "tg" + generatedTokens : "pp" + promptTokens;
    }
}
