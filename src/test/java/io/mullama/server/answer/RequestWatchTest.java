package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.config.Setting;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.model.ModelsFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestWatchTest {
    @ParameterizedTest
    @CsvSource({"0, 50", "1, 50", "50, 50", "400, 400", "5000, 1000"})
    void theMoreRequestsWaitTheRarerTheyLook(int requests, long millis) {
        assertThat(watch(false, "-1").patience(requests)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void nobodyWaitsBeyondTheTimeOfTheRequest() {
        RequestWatch watch = watch(false, "20ms");

        assertThat(watch.patience(1)).isLessThanOrEqualTo(Duration.ofMillis(20));
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .until(() -> watch.patience(1).isZero());
        assertThatThrownBy(watch::look).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.TIMED_OUT);
            assertThat(e).hasMessage("the request took longer than the request_timeout of 20ms");
        });
        assertThatThrownBy(watch::isClientGone).isInstanceOf(MullamaException.class);
    }

    @Test
    void aClientThatHasGoneEndsTheRequest() {
        assertThatThrownBy(watch(true, "-1")::look).isInstanceOf(IOException.class);
        assertThat(watch(true, "-1").isClientGone()).isTrue();
        assertThat(watch(false, "-1").isClientGone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, 365", "999999999d, 365", "2d, 2"})
    void forEverIsAYear(String setting, int days) {
        assertThat(watch(false, setting).time()).isEqualTo(Duration.ofDays(days));
    }

    private static RequestWatch watch(boolean clientGone, String timeout) {
        return new RequestWatch(() -> clientGone, ModelsFixture.settings(Map.of(Setting.REQUEST_TIMEOUT, timeout)));
    }
}
