package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The compatibility page says what the clients' tests of this build have shown; it runs after them. */
final class CompatibilityPageIT {
    private static final Path PAGE =
            Path.of("src/site/markdown/compatibility.md").toAbsolutePath();
    private static final String HOW = "is out of date; run: mvn verify -Dupdate.generated=true";

    @Test
    void thePageIsUpToDate() throws IOException {
        String expected = CompatibilityPage.ofThisBuild();
        if (Boolean.getBoolean("update.generated")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as(PAGE + " " + HOW)
                .isEqualTo(expected);
    }

    @Test
    void everyClientHasShownAllThatItMust() throws IOException {
        List<SdkResult> results = SdkResults.all();
        List<String> missing = new ArrayList<>();
        for (ClientsOfDialects.Listed client : ClientsOfDialects.all()) {
            for (Shown what : Shown.values()) {
                if (client.mustShow(what) && results.stream().noneMatch(result -> shows(result, client, what))) {
                    missing.add(client.name() + ": " + what.words());
                }
            }
        }

        assertThat(missing).as("what no test of a client has shown").isEmpty();
    }

    @Test
    void everyClientIsListed() throws IOException {
        List<String> listed = ClientsOfDialects.all().stream()
                .map(ClientsOfDialects.Listed::name)
                .toList();

        assertThat(SdkResults.all())
                .extracting(result -> result.client().name())
                .isSubsetOf(listed);
    }

    private static boolean shows(SdkResult result, ClientsOfDialects.Listed client, Shown what) {
        return result.client().name().equals(client.name()) && result.shows().contains(what);
    }
}
