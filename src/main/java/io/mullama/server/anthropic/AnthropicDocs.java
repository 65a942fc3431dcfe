package io.mullama.server.anthropic;

import io.mullama.api.Fields;
import io.mullama.api.ShortcutFields;
import io.mullama.api.anthropic.MessagesRequest;
import io.mullama.api.docs.DialectDocs;
import io.mullama.api.docs.RouteDoc;
import java.util.List;

/** What the routes of Anthropic's API are for, with an example of what each takes and answers. Stateless. */
public final class AnthropicDocs {
    private static final String CONVERSATION = """
            "model": "tiny", "system": [{"type": "text", "text": "Be brief."}],
            "messages": [{"role": "user", "content": [{"type": "text", "text": "What is 1 + 2?"}]},
              {"role": "assistant", "content": [
                {"type": "tool_use", "id": "toolu_1", "name": "add", "input": {"a": 1, "b": 2}}]},
              {"role": "user", "content": [
                {"type": "tool_result", "tool_use_id": "toolu_1", "content": "3", "is_error": false}]}],
            "tools": [{"name": "add", "description": "Adds.", "input_schema": {"type": "object", "properties": {}}}],
            "tool_choice": {"type": "auto", "disable_parallel_tool_use": true},
            "thinking": {"type": "enabled", "budget_tokens": 1024},
            "output_config": {"effort": "low",
              "format": {"type": "json_schema", "schema": {"type": "object"}}}""";

    private static final List<RouteDoc> ROUTES = List.of(
            RouteDoc.post(AnthropicRoutes.MESSAGES, "Answers a conversation")
                    .takes(
                            "MessagesRequest",
                            AnthropicDocs::request,
                            "{" + CONVERSATION
                                    + ", \"max_tokens\": 64, \"stop_sequences\": [\"END\"], \"stream\": true}")
                    .gives("Message", """
                            {"id": "msg_1", "type": "message", "role": "assistant", "model": "tiny",
                             "content": [{"type": "text", "text": "3"}],
                             "stop_reason": "stop_sequence", "stop_sequence": "END",
                             "usage": {"input_tokens": 9, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 7,
                               "output_tokens": 3, "output_tokens_details": {"thinking_tokens": 1},
                               "service_tier": "standard"},
                             "warnings": ["'mood' is not known and was ignored"]}""")
                    .streams("text/event-stream"),
            RouteDoc.post(AnthropicRoutes.COUNT, "Counts the tokens of a conversation")
                    .takes("CountTokensRequest", AnthropicDocs::toCount, "{" + CONVERSATION + "}")
                    .gives(
                            "TokenCount",
                            "{\"input_tokens\": 9, \"warnings\": [\"'mood' is not known and was ignored\"]}"));

    /** All of them but the list of models, which is at the place of OpenAI's. */
    public static final DialectDocs ALL = new DialectDocs("Anthropic", "AnthropicError", """
            {"type": "error", "error": {"type": "not_found_error", "message": "Model 'x' not found"},
             "request_id": "req_1"}""", ROUTES);

    private AnthropicDocs() {}

    private static Object toCount(Fields fields) {
        return List.of(MessagesRequest.toCount(fields), ShortcutFields.fromJson(fields));
    }

    private static Object request(Fields fields) {
        return List.of(MessagesRequest.fromJson(fields), ShortcutFields.fromJson(fields));
    }
}
