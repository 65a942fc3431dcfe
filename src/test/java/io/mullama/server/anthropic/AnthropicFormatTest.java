package io.mullama.server.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerFormat;
import io.mullama.server.answer.Frames;
import io.mullama.server.answer.Reply;
import io.mullama.server.answer.StreamFraming;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stream has on the wire, event by event. */
final class AnthropicFormatTest {
    private static final String BEGIN = """
            message_start {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
            "model":"tiny","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":5,\
            "cache_creation_input_tokens":0,"cache_read_input_tokens":3,"output_tokens":0,"service_tier":"standard"}}}
            ping {"type":"ping"}
            """;

    private final Frames frames = new Frames(StreamFraming.SSE);

    @Test
    void textIsABlock() {
        AnthropicFormat format = format(true, List.of());
        tell(format, new AnswerEvent.Content("Hello"), new AnswerEvent.Content(", \"you\"\n"));
        format.end(0, end(FinishReason.STOP, false, null), frames);

        assertThat(events()).isEqualTo(BEGIN + """
                        content_block_start {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}
                        content_block_delta {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}
                        content_block_delta {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":", \\"you\\"\\n"}}
                        content_block_stop {"type":"content_block_stop","index":0}
                        """ + end("end_turn", "null"));
    }

    @Test
    void aThoughtIsABlockWithASignature() {
        AnthropicFormat format = format(true, List.of());
        tell(format, new AnswerEvent.Thinking("Hm"), new AnswerEvent.Content("\n"), new AnswerEvent.Content("Yes"));
        format.end(0, end(FinishReason.STOP, false, null), frames);

        assertThat(events()).isEqualTo(BEGIN + """
                        content_block_start {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}
                        content_block_delta {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}
                        content_block_delta {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"bXVsbGFtYQ=="}}
                        content_block_stop {"type":"content_block_stop","index":0}
                        content_block_start {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}
                        content_block_delta {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"\\nYes"}}
                        content_block_stop {"type":"content_block_stop","index":1}
                        """ + end("end_turn", "null"));
    }

    @Test
    void aThoughtThatIsNotToBeToldHasItsSignatureAlone() {
        AnthropicFormat format = format(false, List.of());
        tell(format, new AnswerEvent.Thinking("Hm"));
        format.end(0, end(FinishReason.LENGTH, false, null), frames);

        assertThat(events()).isEqualTo(BEGIN + """
                        content_block_start {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}
                        content_block_delta {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"bXVsbGFtYQ=="}}
                        content_block_stop {"type":"content_block_stop","index":0}
                        """ + end("max_tokens", "null"));
    }

    @Test
    void everyCallIsABlockAndBlanksBetweenThemAreNone() {
        AnthropicFormat format = format(true, List.of());
        tell(
                format,
                new AnswerEvent.Content("Well."),
                new AnswerEvent.CallBegun(0, "abc", "add"),
                new AnswerEvent.CallArguments(0, "{\"a\": "),
                new AnswerEvent.CallArguments(0, "1}"),
                new AnswerEvent.CallEnded(0),
                new AnswerEvent.Content("\n"),
                new AnswerEvent.CallBegun(1, "def", "now"),
                new AnswerEvent.CallArguments(1, "{}"),
                new AnswerEvent.CallEnded(1),
                new AnswerEvent.Content("\n"));
        format.end(0, end(FinishReason.STOP, true, null), frames);

        assertThat(events()).isEqualTo(BEGIN + """
                        content_block_start {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}
                        content_block_delta {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Well."}}
                        content_block_stop {"type":"content_block_stop","index":0}
                        content_block_start {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_abc","name":"add","input":{},"caller":{"type":"direct"}}}
                        content_block_delta {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\": "}}
                        content_block_delta {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"1}"}}
                        content_block_stop {"type":"content_block_stop","index":1}
                        content_block_start {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_def","name":"now","input":{},"caller":{"type":"direct"}}}
                        content_block_delta {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{}"}}
                        content_block_stop {"type":"content_block_stop","index":2}
                        """ + end("tool_use", "null"));
    }

    @Test
    void anAnswerWithoutTextHasNoBlocks() {
        format(true, List.of()).end(0, end(FinishReason.STOP, false, null), frames);

        assertThat(events()).isEqualTo(BEGIN + end("end_turn", "null"));
    }

    @Test
    void anErrorIsTheLastEvent() {
        AnthropicFormat format = format(true, List.of());
        tell(format, new AnswerEvent.Content("Hel"));
        format.failure(new MullamaException(ErrorCode.SHUTTING_DOWN, "the daemon stops"), frames);

        assertThat(events())
                .endsWith("error {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                        + "\"message\":\"the daemon stops\"},\"request_id\":\"req_1\"}\n");
    }

    @Test
    void whoWaitsIsToldThatTheWorkGoesOn() {
        AnthropicFormat format = format(true, List.of());
        format.waiting(frames);
        assertThat(events()).isEqualTo(BEGIN);

        format.waiting(frames);
        assertThat(events()).isEqualTo("ping {\"type\":\"ping\"}\n");
        assertThat(format.longestSilence()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void warningsStandBesideTheReason() {
        format(true, List.of("one")).end(0, end(FinishReason.STOP, false, null), frames);

        assertThat(events()).contains("\"output_tokens\":2},\"warnings\":[\"one\"]}\nmessage_stop");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, false, , end_turn, null",
        "STOP, false, END, stop_sequence, \"END\"",
        "STOP, false, own, end_turn, null",
        "STOP, true, , tool_use, null",
        "LENGTH, true, , max_tokens, null",
        "CANCELLED, false, , max_tokens, null"
    })
    void theEndSaysWhy(FinishReason finish, boolean called, @Nullable String stop, String reason, String sequence) {
        format(true, List.of()).end(0, end(finish, called, stop), frames);

        assertThat(events()).isEqualTo(BEGIN + end(reason, sequence));
    }

    @ParameterizedTest
    @CsvSource({
        "LENGTH, 2, max_tokens",
        "LENGTH, 3, model_context_window_exceeded",
        "LENGTH, -1, model_context_window_exceeded",
        "CANCELLED, 3, max_tokens"
    })
    void anAnswerThatEndsBeforeItsBoundHasFilledTheContext(FinishReason finish, int maxTokens, String reason) {
        format(true, maxTokens, List.of()).end(0, end(finish, false, null), frames);

        assertThat(events()).isEqualTo(BEGIN + end(reason, "null"));
    }

    private static AnthropicFormat format(boolean thoughts, List<String> warnings) {
        return format(thoughts, 2, warnings);
    }

    private static AnthropicFormat format(boolean thoughts, int maxTokens, List<String> warnings) {
        AnthropicFormat.Terms terms =
                new AnthropicFormat.Terms("msg_1", "req_1", "tiny", thoughts, List.of("END"), maxTokens, warnings);
        AnthropicFormat.Prompt prompt = new AnthropicFormat.Prompt() {
            @Override
            public int tokens() {
                return 8;
            }

            @Override
            public int cached() {
                return 3;
            }
        };
        return new AnthropicFormat(terms, prompt, Duration.ofSeconds(7));
    }

    private void tell(AnthropicFormat format, AnswerEvent... events) {
        for (AnswerEvent event : events) {
            assertThat(format.part(new AnswerFormat.Part(0, event, List.of()), frames))
                    .isTrue();
        }
    }

    private static Reply.End end(FinishReason reason, boolean called, @Nullable String stop) {
        Usage usage = new Usage(8, 3, 2, Duration.ZERO);
        return new Reply.End(new GenerationEvent.Finished(reason, usage, stop), called, 0);
    }

    private static String end(String reason, String sequence) {
        return "message_delta {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                + "\",\"stop_sequence\":" + sequence + "},\"usage\":{\"input_tokens\":5,"
                + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":3,\"output_tokens\":2}}\n"
                + "message_stop {\"type\":\"message_stop\"}\n";
    }

    /** The events since the last look, each a line. */
    private String events() {
        List<String> lines = new ArrayList<>();
        for (String event : new String(frames.take(), StandardCharsets.UTF_8).split("\n\n", -1)) {
            if (event.isEmpty()) {
                continue;
            }
            List<String> fields = event.lines().toList();
            assertThat(fields).hasSize(2);
            assertThat(fields.get(0)).startsWith("event: ");
            assertThat(fields.get(1)).startsWith("data: ");
            lines.add(fields.get(0).substring(7) + " " + fields.get(1).substring(6) + "\n");
        }
        return String.join("", lines);
    }
}
