package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CompatibilityPageTest {
    private static final SdkResult.Client ONE = new SdkResult.Client(Dialect.OPENAI, "one", "1.0");
    private static final SdkResult.Client TWO = new SdkResult.Client(Dialect.OPENAI, "two", "2.0");

    @Test
    void aPageSaysWhoSentAndReadWhat() {
        String page = page(
                result(ONE, use(200, "application/json", Set.of("model", "odd"), Set.of("id"))),
                result(TWO, use(200, "text/event-stream", Set.of("model", "type = a", "type"), Set.of("id", "part"))));

        assertThat(page)
                .contains("| Client | `one` 1.0 | `two` 2.0 |")
                .contains("| chat | yes | yes |", "| streamed | - | - |")
                .contains("| `POST /x` | yes | yes |")
                .contains("- `one` and embeddings: it has none.")
                .contains("| `model` | works | all |")
                .contains("| `odd` | ignored, with a warning | `one` |")
                .contains("| `type`: `a` | works | `two` |")
                .contains("| `id` | both | all |", "| `part` | stream | `two` |")
                .contains("| `store` | refused: nothing is kept | - |")
                .doesNotContain("Anthropic\n");
    }

    @Test
    void whatWasSentOnlyInVainIsNotSaidToWork() {
        String page = page(result(ONE, use(404, "application/json", Set.of("model"), Set.of("error"))));

        assertThat(page).contains("Error 404, with `error`: `one`.").doesNotContain("| `model` |");
    }

    @Test
    void aPageIsTheSameWhateverTheOrderOfTheTests() {
        SdkResult first = result(ONE, use(200, "application/json", Set.of("model"), Set.of("id")));
        SdkResult second = result(TWO, use(200, "application/json", Set.of("seed"), Set.of("id", "usage")));

        assertThat(page(first, second)).isEqualTo(page(second, first));
    }

    @Test
    void aResultIsReadAsItWasWritten() throws Exception {
        SdkResult result = result(ONE, use(200, "application/json", Set.of("model"), Set.of("id")));

        assertThat(SdkResult.ofLine(result.toLine())).isEqualTo(result);
    }

    private static String page(SdkResult... results) {
        StatedField stated = new StatedField(
                Dialect.OPENAI,
                "POST /x",
                "store",
                StatedField.Outcome.REFUSED,
                "nothing is kept",
                new JsonMapper().createObjectNode());
        List<ClientsOfDialects.Listed> clients = List.of(
                new ClientsOfDialects.Listed("one", Dialect.OPENAI, Map.of(Shown.EMBEDDINGS, "it has none")),
                new ClientsOfDialects.Listed("two", Dialect.OPENAI, Map.of()));
        return CompatibilityPage.of(List.of(results), clients, List.of(stated));
    }

    private static SdkResult result(SdkResult.Client client, RouteUse use) {
        return new SdkResult(client, "test", EnumSet.of(Shown.CHAT), List.of(use));
    }

    private static RouteUse use(int status, String contentType, Set<String> sent, Set<String> received) {
        return new RouteUse(
                "POST /x",
                status,
                contentType,
                new TreeSet<>(sent),
                new TreeSet<>(received),
                new TreeSet<>(),
                new TreeSet<>(Set.of("odd")));
    }
}
