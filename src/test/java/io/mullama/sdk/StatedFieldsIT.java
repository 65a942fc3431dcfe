package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the compatibility page says by hand of fields, as a real daemon has it. */
@ExtendWith(SdkExtension.class)
final class StatedFieldsIT {
    @TestFactory
    Stream<DynamicTest> aFieldIsTakenAsThePageSays(SdkRun run) throws IOException {
        return StatedField.all().stream()
                .map(stated -> DynamicTest.dynamicTest(
                        stated.toString(),
                        () -> check(
                                stated, run.server(stated.dialect().options()).probe())));
    }

    private static void check(StatedField stated, HttpProbe probe) throws IOException {
        String[] route = stated.route().split(" ", 2);
        HttpProbe.Answer answer =
                probe.exchange(route[0], route[1], stated.body().toString());
        JsonNode json = answer.json();

        switch (stated.outcome()) {
            case WORKS, ACCEPTED -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(json.has("warnings")).as(answer.body()).isFalse();
            }
            case IGNORED -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(json.path("warnings").toString())
                        .contains("'" + stated.name() + "'")
                        .contains("ignored");
            }
            case REFUSED -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
                assertThat(json.path("error").toString()).contains(stated.name());
            }
        }
    }
}
