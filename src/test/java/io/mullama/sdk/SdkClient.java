package io.mullama.sdk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a class a client's part of the compatibility page: its constructor or its tests take a {@link SdkDaemon}, a real
 * daemon of which every byte is recorded, and what a passing test has sent and read is noted in
 * {@code target/compatibility/<name>.jsonl}. Those of one dialect share a daemon.
 *
 * <pre>{@code
 * @SdkClient(name = "openai-java", dialect = Dialect.OPENAI, library = OpenAIClient.class)
 * final class OpenAiSdkIT {
 *     private final OpenAIClient client;
 *
 *     OpenAiSdkIT(SdkDaemon daemon) {
 *         client = OpenAIOkHttpClient.builder().baseUrl(daemon.url() + "/v1").apiKey("none").build();
 *     }
 *
 *     @Test
 *     @Shows(Shown.CHAT)
 *     void aQuestionIsAnswered() { ... }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SdkExtension.class)
@interface SdkClient {
    /** What the page calls it: the artifact's name. */
    String name();

    Dialect dialect();

    /** A class of the client's own jar, whose file name has the version. */
    Class<?> library();
}
