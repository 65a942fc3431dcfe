package io.mullama.engine.local;

import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Shortcuts;
import io.mullama.engine.TokenProbability;
import io.mullama.engine.Usage;
import io.mullama.grammar.AnswerPlan;
import io.mullama.llama.LlamaLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tiny, loaded for one test class, and what it answers. Not thread-safe. */
final class Answers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Engine engine = LocalEngine.load(
            LlamaLibrary.load(Installation.natives()),
            Installation.tiny(),
            EngineParameters.of(2048, 2),
            new ComputePermit());

    /** An answer, and what was told of its tokens. */
    record Answer(String text, List<TokenProbability> tokens, FinishReason reason, Usage usage) {
        List<Integer> ids() {
            return tokens.stream().map(token -> token.token().id()).toList();
        }
    }

    Engine engine() {
        return engine;
    }

    /** To a question in the words of the model's chat template. */
    GenerationRequest question(String text, int maxTokens, SamplingOptions sampling, String... stop) {
        int[] prompt = engine.tokenize(List.of(
                new PromptPart("<|im_start|>user\n", true),
                new PromptPart(text, false),
                new PromptPart("<|im_end|>\n<|im_start|>assistant\n", true)));
        return new GenerationRequest(prompt, maxTokens, sampling, List.of(stop));
    }

    Answer answer(String question, int maxTokens, SamplingOptions sampling, String... stop)
            throws InterruptedException {
        return answer(question(question, maxTokens, sampling, stop));
    }

    /** The same question, guessing ahead. */
    Answer speculating(String question, int maxTokens, SamplingOptions sampling) throws InterruptedException {
        GenerationRequest plain = question(question, maxTokens, sampling);
        return answer(
                new GenerationRequest(plain.prompt(), maxTokens, sampling, plain.stop(), new Shortcuts(true, true)));
    }

    Answer answer(String question, int maxTokens, SamplingOptions sampling, AnswerPlan plan)
            throws InterruptedException {
        return answer(planned(question(question, maxTokens, sampling), Shortcuts.DEFAULT, plan));
    }

    /** The same question and plan, guessing ahead. */
    Answer speculating(String question, int maxTokens, SamplingOptions sampling, AnswerPlan plan)
            throws InterruptedException {
        return answer(planned(question(question, maxTokens, sampling), new Shortcuts(true, true), plan));
    }

    static GenerationRequest planned(GenerationRequest plain, Shortcuts shortcuts, AnswerPlan plan) {
        return new GenerationRequest(
                plain.prompt(), plain.maxTokens(), plain.sampling(), plain.stop(), shortcuts, plan);
    }

    Answer answer(GenerationRequest request) throws InterruptedException {
        return end(engine.submit(request));
    }

    /** Reads a generation to its end; one that fails throws its error. */
    static Answer end(Generation generation) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        List<TokenProbability> tokens = new ArrayList<>();
        while (true) {
            GenerationEvent event = generation.poll(PATIENCE);
            if (event instanceof GenerationEvent.Piece piece) {
                text.append(piece.text());
                tokens.addAll(piece.tokens());
            } else if (event instanceof GenerationEvent.Finished end) {
                return new Answer(text.toString(), tokens, end.reason(), end.usage());
            } else if (event instanceof GenerationEvent.Failed failed) {
                throw failed.error();
            } else {
                throw new AssertionError("nothing came");
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
