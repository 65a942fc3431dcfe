package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.model.MullamaException;
import io.mullama.server.metrics.Metrics;
import io.mullama.server.model.ModelsFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LeasesTest {
    private static final Settings SETTINGS =
            ModelsFixture.settings(Map.of(Setting.KEEP_ALIVE, "10m", Setting.MODELS, "tiny"));

    private ModelsFixture fixture;
    private Leases leases;

    @BeforeEach
    void makeModels() throws IOException {
        fixture = new ModelsFixture();
        leases = new Leases(fixture.models(SETTINGS), SETTINGS, new Metrics().answers());
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void aModelIsInUseUntilItsLeaseIsClosed() {
        try (Leases.LeasedModel leased = take("big", null)) {
            assertThat(leased.engine()).isSameAs(fixture.loader.last());
            assertThat(fixture.registry.loaded().get(0).users()).isEqualTo(1);
        }
        assertThat(fixture.registry.loaded().get(0).users()).isZero();
    }

    @Test
    void aModelIsCalledAsTheRequestCalledIt() {
        try (Leases.LeasedModel named = take("tiny:latest", null);
                Leases.LeasedModel unnamed = take(null, null)) {
            assertThat(named.model()).isEqualTo("tiny:latest");
            assertThat(unnamed.model()).isEqualTo("tiny");
        }
    }

    @Test
    void theSettingDecidesHowLongAModelIsKeptUnlessTheRequestDoes() {
        take("tiny", null).close();
        assertThat(expiry()).isEqualTo(Duration.ofMinutes(10));

        take("tiny", "90s").close();
        assertThat(expiry()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aTimeThatIsNoneIsRefusedBeforeAnythingIsLoaded() {
        assertThatThrownBy(() -> take("tiny", "soon"))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue("keep_alive"));
        assertThat(fixture.loader.engines()).isEmpty();
    }

    private Leases.LeasedModel take(@Nullable String model, @Nullable String keepAlive) {
        return leases.take(model, keepAlive, () -> false);
    }

    private Duration expiry() {
        return Duration.between(
                fixture.timer.instant(), fixture.registry.loaded().get(0).expiresAt());
    }
}
