package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a conversation's later turns compute, through the template and the packaged daemon. */
final class PromptCacheDaemonIT {
    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @Test
    void theNextTurnComputesOnlyWhatIsNew() throws Exception {
        String messages = user("What is the capital of France?");
        JsonNode first = chat(messages);
        messages += "," + assistant(first.at("/message/content").asText()) + "," + user("And of Spain?");

        JsonNode second = chat(messages);

        assertThat(second.get("cached_prompt_tokens").asInt())
                .isEqualTo(first.get("prompt_tokens").asInt()
                        + first.get("completion_tokens").asInt());
        assertThat(second.at("/message/content").asText()).isEqualTo("The capital of Spain is Madrid.");
    }

    @Test
    void anAnswerThatComesBackOtherwiseThanItWasGeneratedIsSaidInTheLog() throws Exception {
        String messages = user("What is the capital of Peru?");
        chat(messages);
        messages += "," + assistant("The capital of Chile, I think.") + ","
                + user("And of Italy? Tell me its name, please.");

        chat(messages);

        assertThat(daemon.log())
                .containsPattern("the next turn repeats \\d+ of \\d+ tokens of the last one: where it had");
    }

    private static JsonNode chat(String messages) throws Exception {
        String body = "{\"model\":\"tiny\",\"stream\":false,\"temperature\":0,\"messages\":[" + messages + "]}";
        return daemon.tcp().post("/api/chat", body).json();
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    private static String assistant(String text) {
        return "{\"role\":\"assistant\",\"content\":\"" + text + "\"}";
    }
}
