package io.mullama.server.openai.responses;

import io.mullama.api.ChatMessage;
import io.mullama.api.JsonBody;
import io.mullama.api.ToolCallField;
import io.mullama.api.Warnings;
import io.mullama.api.openai.responses.Response;
import io.mullama.api.openai.responses.ResponseError;
import io.mullama.api.openai.responses.ResponseEvent;
import io.mullama.api.openai.responses.ResponseHead;
import io.mullama.api.openai.responses.ResponseState;
import io.mullama.api.openai.responses.ResponseUsage;
import io.mullama.api.openai.responses.ResponsesRequest;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Usage;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerFormat;
import io.mullama.server.answer.Frames;
import io.mullama.server.answer.Reply;
import io.mullama.server.answer.StreamFraming;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Words an answer as a response, as a whole or in server-sent events. For one request's thread. */
final class ResponsesFormat implements AnswerFormat {
    private final ResponseHead head;
    private final List<String> warnings;
    private final Consumer<Response> ended;
    private final Events events = new Events();
    private final OutputItems output;
    private boolean begun;

    /**
     * An answer's format.
     *
     * @param warnings what was not done as the request had it
     * @param ended is told the response before the client is
     */
    ResponsesFormat(ResponseHead head, ResponsesRequest asked, List<String> warnings, Consumer<Response> ended) {
        this.head = head;
        this.warnings = warnings;
        this.ended = ended;
        this.output = new OutputItems(asked.delivery(), asked.targets(), events);
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.SSE;
    }

    @Override
    public boolean part(Part part, Frames frames) {
        open(frames);
        return output.add(part.event(), part.tokens());
    }

    @Override
    public void end(int choice, Reply.End end, Frames frames) {
        open(frames);
        Response response = ended(end);
        String status = response.state().status().name().toLowerCase(Locale.ROOT);
        events.add(ResponseEvent.response(status, Warnings.beside(response, warnings)));
    }

    @Override
    public void failure(MullamaException error, Frames frames) {
        open(frames);
        ResponseState failed = ResponseState.failed(output.complete(), ResponseError.of(error));
        events.add(ResponseEvent.response("failed", Warnings.beside(new Response(head, failed), warnings)));
    }

    @Override
    public JsonBody whole(List<Reply> answers) {
        Reply answer = answers.get(0);
        ChatMessage message = answer.message();
        if (message.thinking() != null) {
            output.add(new AnswerEvent.Thinking(message.thinking()), List.of());
        }
        output.add(new AnswerEvent.Content(message.content()), answer.contentTokens());
        for (ToolCallField call : message.toolCalls()) {
            output.add(new AnswerEvent.CallBegun(0, call.id(), call.name()), List.of());
            output.add(new AnswerEvent.CallArguments(0, call.arguments()), List.of());
            output.add(new AnswerEvent.CallEnded(0), List.of());
        }
        return Warnings.beside(ended(answer.end()), warnings);
    }

    /** Says that there is a response, together with its first part: an error before it has its own status. */
    private void open(Frames frames) {
        events.to(frames);
        if (!begun) {
            begun = true;
            Response empty = new Response(head, ResponseState.begun());
            events.add(ResponseEvent.response("created", empty));
            events.add(ResponseEvent.response("in_progress", empty));
        }
    }

    private Response ended(Reply.End end) {
        boolean whole = end.finished().reason() == FinishReason.STOP;
        Usage used = end.finished().usage();
        ResponseUsage usage = new ResponseUsage(
                used.promptTokens(), used.cachedPromptTokens(), used.completionTokens(), end.thoughtTokens());
        Response response = new Response(head, ResponseState.ended(whole, output.end(whole), Instant.now(), usage));
        ended.accept(response);
        return response;
    }
}
