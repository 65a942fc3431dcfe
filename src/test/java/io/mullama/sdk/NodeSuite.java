package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One client's tests in JavaScript, each of a name of its own. Immutable.
 *
 * @param client the npm package
 */
record NodeSuite(Dialect dialect, String client, List<String> files) {

    /** How a test ended, with what went wrong. */
    private record Ending(String name, boolean passed, String message) {}

    /** Runs the files to their end, and gives each of its tests, which then says how it went. */
    Stream<DynamicTest> tests(SdkRun run) throws Exception {
        NodeFolder folder = NodeFolder.ready();
        NodeControl control = new NodeControl(run.server(dialect.options()));
        List<Ending> endings = endings(folder.test(files, control.url()));
        SdkResult.Client named = new SdkResult.Client(dialect, client, version(folder.packageFile(client)));
        return endings.stream()
                .map(ending -> DynamicTest.dynamicTest(ending.name, () -> conclude(ending, named, control, run)))
                .onClose(control::close);
    }

    private void conclude(Ending ending, SdkResult.Client named, NodeControl control, SdkRun run) throws IOException {
        if (!ending.passed) {
            throw new AssertionError(ending.message);
        }
        NodeControl.Begun begun = control.begun(ending.name);
        if (begun.shows().contains(Shown.LOAD)) {
            begun.daemon().assertTwoHundredWereAnswered();
        }
        String test = client + ": " + ending.name;
        run.results()
                .add(SdkResult.of(named, test, begun.shows(), begun.daemon().exchanges()));
    }

    /** What the reporter has told, line by line; anything else that was printed is why there is too little of it. */
    private static List<Ending> endings(List<String> output) throws IOException {
        List<Ending> endings = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        for (String line : output) {
            JsonNode json = line.startsWith("{") ? new JsonMapper().readTree(line) : null;
            if (json == null || !json.has("name")) {
                rest.append(line).append('\n');
            } else {
                String message = json.path("message").asText() + "\n" + rest;
                endings.add(
                        new Ending(json.get("name").asText(), json.get("passed").asBoolean(), message));
            }
        }
        assertThat(endings).as(rest.toString()).isNotEmpty();
        return endings;
    }

    private static String version(Path packageFile) throws IOException {
        return new JsonMapper().readTree(packageFile.toFile()).get("version").asText();
    }
}
