package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.Installation;
import io.mullama.api.GenerationOptions;
import io.mullama.api.SamplerName;
import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.engine.Engine;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.PromptPart;
import io.mullama.engine.local.ComputePermit;
import io.mullama.engine.local.EngineParameters;
import io.mullama.engine.local.LocalEngine;
import io.mullama.gguf.GgufHeader;
import io.mullama.llama.LlamaLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** llama.cpp checks no number: one that it cannot bear would end this process. */
final class SamplingBoundsNativeIT {
    private static final GgufHeader SILENT = new GgufHeader(3, Map.of(), List.of(), 0, 0);
    private static final double[] CANDIDATES = {
        -100, -1, 0, 1e-300, 1e-40, 1e-6, 0.01, 0.5, 0.99, 1, 2, 10, 100, Integer.MAX_VALUE
    };

    private static Engine tiny;

    @BeforeAll
    static void load() {
        tiny = LocalEngine.load(
                LlamaLibrary.load(Installation.natives()),
                Installation.tiny(),
                EngineParameters.of(2048, 1),
                new ComputePermit());
    }

    @AfterAll
    static void unload() {
        tiny.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyBoundCanBeBorne(SamplingField field) throws Exception {
        for (double value : accepted(field)) {
            assertAnswers(SamplingFields.NONE.withSeed(1L).with(field, value));
        }
    }

    /** Prints nothing: the seed is the test's name. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void boundsTogetherCanBeBorne(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            SamplingFields fields = SamplingFields.NONE.withSeed(seed);
            for (SamplingField field : SamplingField.values()) {
                double[] values = accepted(field);
                if (random.nextBoolean()) {
                    fields = fields.with(field, values[random.nextInt(values.length)]);
                }
            }
            List<SamplerName> order = new ArrayList<>(Arrays.asList(SamplerName.values()));
            Collections.shuffle(order, random);
            assertAnswers(new SamplingFields(
                    fields.numbers(),
                    seed,
                    order.subList(0, random.nextInt(order.size() + 1)),
                    null,
                    null,
                    random.nextBoolean(),
                    random.nextInt(4) == 0 ? "root ::= [a-z ]*" : null));
        }
    }

    private static double[] accepted(SamplingField field) {
        return DoubleStream.of(CANDIDATES).filter(field::accepts).toArray();
    }

    private static void assertAnswers(SamplingFields fields) throws InterruptedException {
        GenerationOptions options =
                GenerationOptions.DEFAULTS.withSampling(fields).withMaxTokens(12);
        int[] prompt = tiny.tokenize(List.of(new PromptPart("Once upon a time a time a time", true)));
        Generation generation =
                tiny.submit(new GenerationRequest(prompt, 12, SamplingDefaults.complete(options, SILENT), List.of()));
        GenerationEvent event;
        do {
            event = generation.poll(Duration.ofSeconds(60));
        } while (event instanceof GenerationEvent.Piece);
        assertThat(event).as("%s", fields).isInstanceOf(GenerationEvent.Finished.class);
    }
}
