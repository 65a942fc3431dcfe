package io.mullama.server.rest;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatResponse;
import io.mullama.api.ErrorBody;
import io.mullama.api.GenerateResponse;
import io.mullama.api.JsonBody;
import io.mullama.api.JsonTemplate;
import io.mullama.api.Statistics;
import io.mullama.api.ToolCallField;
import io.mullama.api.Warnings;
import io.mullama.api.ollama.AnswerMetrics;
import io.mullama.api.ollama.OllamaAnswer;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.GenerationEvent;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerFormat;
import io.mullama.server.answer.CallCollector;
import io.mullama.server.answer.Frames;
import io.mullama.server.answer.Reply;
import io.mullama.server.answer.RunningAnswer;
import io.mullama.server.answer.Scoring;
import io.mullama.server.answer.StreamFraming;
import io.mullama.server.answer.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Words an answer as the contract has it: lines, of which the last has the statistics; one choice and no more. For one
 * request's thread.
 */
final class ContractFormat implements AnswerFormat {
    /** How a route words it: a part without statistics, the last line of a stream or the whole with them. */
    @FunctionalInterface
    interface Wording {
        Wording GENERATE = (model, message, statistics) -> new GenerateResponse(
                model, message.content(), Objects.requireNonNullElse(message.thinking(), ""), statistics);
        Wording CHAT = ChatResponse::new;

        /** The same as the first, and the last line also tells the conversation in tokens. */
        Wording GENERATE_WITH_CONTEXT = (model, message, statistics) -> GENERATE.body(model, message, statistics);

        JsonBody body(String model, ChatMessage message, @Nullable Statistics statistics);
    }

    private final Wording wording;
    private final RunningAnswer answer;
    private final List<String> warnings;
    private final JsonTemplate content;
    private final JsonTemplate thinking;
    private final CallCollector calls = new CallCollector();
    private final Function<MullamaException, ErrorBody> errors;

    /** An answer to a request of which those fields were not understood. */
    ContractFormat(
            Wording wording,
            RunningAnswer answer,
            List<String> ignoredFields,
            Function<MullamaException, ErrorBody> errors) {
        this.errors = errors;
        this.wording = wording;
        this.answer = answer;
        this.warnings = answer.warnings(ignoredFields);
        this.content = JsonTemplate.of(text -> body(ChatMessage.assistant(text)));
        this.thinking = JsonTemplate.of(text -> body(thought(text)));
    }

    /** Adds a warning if there are fewer tokens than the request asks room for; null for no such wish. */
    void requireRoom(@Nullable Integer tokens) {
        answer.shortage(tokens).ifPresent(warnings::add);
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.NDJSON;
    }

    @Override
    public boolean part(Part part, Frames frames) {
        if (part.event() instanceof AnswerEvent.Content more) {
            add(content, ChatMessage.assistant(more.text()), part, frames, more.text());
            return true;
        }
        if (part.event() instanceof AnswerEvent.Thinking more) {
            add(thinking, thought(more.text()), part, frames, more.text());
            return true;
        }
        Optional<ToolCallField> call = calls.add(part.event());
        call.ifPresent(complete -> frames.add(piece(body(calling(complete)), part)));
        return call.isPresent();
    }

    private void add(JsonTemplate template, ChatMessage message, Part part, Frames frames, String text) {
        if (part.tokens().isEmpty()) {
            frames.add(OllamaAnswer.piece(template.with(text), Instant.now()));
        } else {
            frames.add(piece(body(message), part));
        }
    }

    private static JsonBody piece(JsonBody body, Part part) {
        return OllamaAnswer.piece(Scoring.beside(body, part.tokens()), Instant.now());
    }

    @Override
    public void end(int choice, Reply.End end, Frames frames) {
        JsonBody last = wording.body(answer.model(), ChatMessage.assistant(""), answer.statistics(end.finished()));
        frames.add(Warnings.beside(complete(last, end.finished()), warnings));
    }

    /** The answer with all that Ollama tells of a complete one. */
    private JsonBody complete(JsonBody body, GenerationEvent.Finished finished) {
        Timing timing = answer.timing(finished);
        AnswerMetrics metrics = new AnswerMetrics(
                new AnswerMetrics.Times(timing.total(), timing.load(), timing.prompt(), timing.rest()),
                finished.usage().promptTokens(),
                finished.usage().completionTokens());
        List<Integer> context = wording == Wording.GENERATE_WITH_CONTEXT ? answer.conversation() : List.of();
        return new OllamaAnswer(body, Instant.now(), metrics, context);
    }

    @Override
    public void failure(MullamaException error, Frames frames) {
        frames.add(errors.apply(error));
    }

    @Override
    public JsonBody whole(List<Reply> choices) {
        Reply only = choices.get(0);
        JsonBody whole = wording.body(
                answer.model(),
                withoutCutCalls(only.message()),
                answer.statistics(only.end().finished()));
        JsonBody scored = Scoring.beside(whole, only.tokens());
        return Warnings.beside(complete(scored, only.end().finished()), warnings);
    }

    private static ChatMessage withoutCutCalls(ChatMessage message) {
        StringBuilder text = new StringBuilder(message.content());
        List<ToolCallField> whole = new ArrayList<>();
        for (ToolCallField call : message.toolCalls()) {
            ChatMessage worded = calling(call);
            text.append(worded.content());
            whole.addAll(worded.toolCalls());
        }
        return new ChatMessage(message.role(), text.toString(), message.thinking(), whole, message.answers());
    }

    private JsonBody body(ChatMessage message) {
        return wording.body(answer.model(), message, null);
    }

    private static ChatMessage thought(String text) {
        return new ChatMessage("assistant", "", text, List.of(), ChatMessage.AnsweredCall.NONE);
    }

    /** A call that was cut off is no call that a program could make: what there is of it is text. */
    private static ChatMessage calling(ToolCallField call) {
        if (!call.isWhole()) {
            return ChatMessage.assistant(call.name() + " " + call.arguments());
        }
        return new ChatMessage("assistant", "", null, List.of(call), ChatMessage.AnsweredCall.NONE);
    }
}
