package io.mullama.sdk;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clients for JavaScript, in {@code src/test/node}, run by Node and each test told here. */
@ExtendWith(SdkExtension.class)
final class NodeSdkIT {
    @TestFactory
    Stream<DynamicTest> openai(SdkRun run) throws Exception {
        return new NodeSuite(Dialect.OPENAI, "openai", List.of("openai.test.mjs", "openai-responses.test.mjs"))
                .tests(run);
    }

    @TestFactory
    Stream<DynamicTest> anthropic(SdkRun run) throws Exception {
        return new NodeSuite(Dialect.ANTHROPIC, "@anthropic-ai/sdk", List.of("anthropic.test.mjs")).tests(run);
    }

    @TestFactory
    Stream<DynamicTest> ollama(SdkRun run) throws Exception {
        return new NodeSuite(Dialect.OLLAMA, "ollama", List.of("ollama.test.mjs")).tests(run);
    }
}
