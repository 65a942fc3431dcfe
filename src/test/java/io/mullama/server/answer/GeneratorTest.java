package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.GenerateRequest;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Json;
import io.mullama.api.ShortcutFields;
import io.mullama.api.Statistics;
import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.PromptPart;
import io.mullama.engine.Shortcuts;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.metrics.Metrics;
import io.mullama.server.model.ModelsFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeneratorTest {
    private static final Settings SETTINGS = ModelsFixture.settings(Map.of(Setting.KEEP_ALIVE, "10m"));
    private static final Generator.PromptSource HI =
            (model, engine) -> ReadyPrompt.plain(engine.tokenize(List.of(new PromptPart("Hi", true))));

    private ModelsFixture fixture;
    private Generator generator;

    @BeforeEach
    void makeModels() throws IOException {
        fixture = new ModelsFixture();
        generator = new Generator(fixture.models(SETTINGS), SETTINGS, new Metrics().answers());
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void aRequestBecomesAGenerationOnItsModel() {
        try (RunningAnswer answer = start("tiny", GenerationOptions.DEFAULTS)) {
            assertThat(answer.model()).isEqualTo("tiny");
            assertThat(answer.lease().engine()).isSameAs(fixture.loader.last());
            assertThat(answer.generations().size()).isEqualTo(1);
        }
        assertThat(fixture.loader.last().prompt(0)).isEqualTo("Hi");
        assertThat(fixture.loader.last().request(0).maxTokens()).isEqualTo(512);
        assertThat(fixture.loader.last().request(0).stop()).isEmpty();
    }

    @Test
    void theModelIsCalledAsTheRequestCalledIt() {
        try (RunningAnswer named = start("tiny:latest", GenerationOptions.DEFAULTS);
                RunningAnswer unnamed = start(null, GenerationOptions.DEFAULTS)) {
            assertThat(named.model()).isEqualTo("tiny:latest");
            assertThat(unnamed.model()).isEqualTo("tiny");
        }
    }

    @Test
    void whatTheRequestAsksForReachesTheEngine() {
        start("big", options("{\"max_tokens\":-1,\"stop\":[\"a\",\"b\"],\"temperature\":0}"))
                .close();

        assertThat(fixture.loader.last().request(0).maxTokens()).isEqualTo(-1);
        assertThat(fixture.loader.last().request(0).stop()).containsExactly("a", "b");
        assertThat(fixture.loader.last().request(0).sampling().temperature().value())
                .isZero();
        assertThat(fixture.loader.last().request(0).sampling().truncation().topK())
                .isEqualTo(20);
    }

    @Test
    void theSettingDecidesHowLongAModelIsKeptUnlessTheRequestDoes() {
        start("tiny", GenerationOptions.DEFAULTS).close();
        assertThat(expiry()).isEqualTo(Duration.ofMinutes(10));

        start("tiny", options("{\"keep_alive\":\"90s\"}")).close();
        assertThat(expiry()).isEqualTo(Duration.ofSeconds(90));

        start("tiny", options("{\"keep_alive\":120}")).close();
        assertThat(expiry()).isEqualTo(Duration.ofMinutes(2));

        start("tiny", options("{\"keep_alive\":-1}")).close();
        assertThat(fixture.registry.loaded().get(0).expiresAt()).isNull();

        start("tiny", options("{\"keep_alive\":0}")).close();
        assertThat(fixture.registry.loaded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "5x", "1.5", "", "999999999d999999999d"})
    void aKeepAliveTimeThatIsNoneIsRefusedBeforeAnythingIsLoaded(String text) {
        GenerationOptions options = options("{\"keep_alive\":\"" + text + "\"}");

        assertThatThrownBy(() -> start("tiny", options))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.param()).hasValue("keep_alive");
                })
                .hasMessage("'keep_alive' must be a duration such as 30s, 5m, 1h, or -1 for ever, not " + text);
        assertThat(fixture.registry.loaded()).isEmpty();
    }

    @Test
    void aPromptThatCannotBeMadeLetsGoOfTheModel() {
        MullamaException refused = new MullamaException(ErrorCode.TEMPLATE_FAILED, "roles must alternate");

        assertThatThrownBy(() -> startWith((model, engine) -> {
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(fixture.registry.loaded().get(0).users()).isZero();
    }

    @Test
    void aPromptThatExhaustsTheMachineLetsGoOfTheModel() {
        assertThatThrownBy(() -> startWith((model, engine) -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(fixture.registry.loaded().get(0).users()).isZero();
    }

    @Test
    void theEndOfAnAnswerTellsWhatItCost() {
        try (RunningAnswer answer = start("tiny", GenerationOptions.DEFAULTS)) {
            Usage usage = new Usage(8, 3, 7, Duration.ofMillis(120));

            Statistics statistics = answer.statistics(new GenerationEvent.Finished(FinishReason.LENGTH, usage));

            assertThat(statistics.doneReason()).isEqualTo("length");
            assertThat(statistics.promptTokens()).isEqualTo(8);
            assertThat(statistics.cachedPromptTokens()).isEqualTo(3);
            assertThat(statistics.completionTokens()).isEqualTo(7);
            assertThat(statistics.promptDurationMs()).isEqualTo(120);
            assertThat(statistics.totalDurationMs()).isGreaterThanOrEqualTo(statistics.loadDurationMs());
        }
    }

    @Test
    void aClosedAnswerIsCancelledAndItsModelFree() {
        RunningAnswer answer = start("tiny", GenerationOptions.DEFAULTS);
        assertThat(answer.lease().model().users()).isEqualTo(1);

        answer.close();
        answer.close();

        assertThat(answer.lease().model().users()).isZero();
    }

    @Test
    void theModelIsFreeWhenTheLastAnswerHasEndedWhetherReadOrNot() {
        GenerationEvent end = new GenerationEvent.Finished(FinishReason.STOP, new Usage(1, 0, 0, Duration.ZERO));
        AnswerOrder order =
                new AnswerOrder("tiny", List.of(HI, HI), 2, GenerationOptions.DEFAULTS, ShortcutFields.DEFAULTS);
        try (RunningAnswer answer = start(order)) {
            List<Generation> generations = fixture.loader.last().generations();
            generations.subList(1, 4).forEach(generation -> generation.emit(end));
            assertThat(answer.lease().model().users()).isEqualTo(1);

            generations.get(0).emit(end);

            assertThat(answer.lease().model().users()).isZero();
        }
        assertThat(fixture.registry.loaded().get(0).users()).isZero();
    }

    @Test
    void shortcutsReachTheEngineAndHaveItsDefaults() {
        start("tiny", GenerationOptions.DEFAULTS).close();
        start(AnswerOrder.of("tiny", HI, GenerationOptions.DEFAULTS, new ShortcutFields(false, true)))
                .close();

        assertThat(fixture.loader.last().request(0).shortcuts()).isEqualTo(Shortcuts.DEFAULT);
        assertThat(fixture.loader.last().request(1).shortcuts()).isEqualTo(new Shortcuts(false, true));
    }

    private RunningAnswer start(@Nullable String model, GenerationOptions options) {
        return start(AnswerOrder.of(model, HI, options, ShortcutFields.DEFAULTS));
    }

    private RunningAnswer startWith(Generator.PromptSource source) {
        return start(AnswerOrder.of("tiny", source, GenerationOptions.DEFAULTS, ShortcutFields.DEFAULTS));
    }

    private RunningAnswer start(AnswerOrder order) {
        return generator.start(order, DialectDefaults.NONE, new RequestWatch(() -> false, SETTINGS));
    }

    private Duration expiry() {
        return Duration.between(
                fixture.timer.instant(), fixture.registry.loaded().get(0).expiresAt());
    }

    private static GenerationOptions options(String json) {
        String request = "{\"prompt\":\"x\"," + json.substring(1);
        return GenerateRequest.fromJson(Json.fields(request)).options();
    }
}
