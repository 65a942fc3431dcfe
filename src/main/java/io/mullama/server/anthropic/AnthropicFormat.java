package io.mullama.server.anthropic;

import io.mullama.api.ChatMessage;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.JsonTemplate;
import io.mullama.api.ToolCallField;
import io.mullama.api.Warnings;
import io.mullama.api.anthropic.AnswerBlock;
import io.mullama.api.anthropic.AnthropicError;
import io.mullama.api.anthropic.Message;
import io.mullama.api.anthropic.MessageEnd;
import io.mullama.api.anthropic.MessageEvent;
import io.mullama.api.anthropic.MessageEvent.BlockDelta;
import io.mullama.api.anthropic.MessageUsage;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerFormat;
import io.mullama.server.answer.Frames;
import io.mullama.server.answer.Reply;
import io.mullama.server.answer.StreamFraming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words an answer as Anthropic does, as a whole or in named events; one choice and no more. For one request's thread. */
final class AnthropicFormat implements AnswerFormat {
    private static final String DELTA = "content_block_delta";
    private static final String ERROR = "error";

    /**
     * What the answer is to be worded with.
     *
     * @param messageId {@code msg_…}
     * @param requestId {@code req_…}
     * @param model as the request called it
     * @param thoughts whether they are told
     * @param sequences the stop sequences that the request itself has
     * @param maxTokens the most tokens that the request wants; -1 for no bound
     * @param warnings what was not done as the request had it
     */
    record Terms(
            String messageId,
            String requestId,
            String model,
            boolean thoughts,
            List<String> sequences,
            int maxTokens,
            List<String> warnings) {}

    /** The prompt of an answer under way. */
    interface Prompt {
        int tokens();

        /** Of them, those that were in the KV cache; 0 until its turn has come. */
        int cached();
    }

    /** A block that is being told, and how more of it is written. */
    private record Open(BlockDelta.Kind kind, JsonTemplate delta) {}

    private final Terms terms;
    private final Prompt prompt;
    private final Duration silence;
    private boolean started;

    /** Blocks that have begun. */
    private int blocks;

    private @Nullable Open open;

    /** White space that is told only if text follows: there is no block of nothing else. */
    private final StringBuilder blanks = new StringBuilder();

    /** {@code silence}: after so long without an event there is a ping. */
    AnthropicFormat(Terms terms, Prompt prompt, Duration silence) {
        this.terms = terms;
        this.prompt = prompt;
        this.silence = silence;
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.SSE;
    }

    @Override
    public boolean part(Part part, Frames frames) {
        start(frames);
        AnswerEvent event = part.event();
        if (event instanceof AnswerEvent.Content more) {
            say(more.text(), frames);
        } else if (event instanceof AnswerEvent.Thinking more) {
            Open block = within(BlockDelta.Kind.THINKING, new AnswerBlock.Thinking("", ""), frames);
            if (terms.thoughts) {
                frames.add(DELTA, block.delta.with(more.text()));
            }
        } else if (event instanceof AnswerEvent.CallBegun call) {
            stop(frames);
            begin(BlockDelta.Kind.INPUT_JSON, new AnswerBlock.ToolUse(call.id(), call.name(), Json.object()), frames);
        } else if (event instanceof AnswerEvent.CallArguments more && open != null) {
            frames.add(DELTA, open.delta.with(more.json()));
        } else if (event instanceof AnswerEvent.CallEnded) {
            stop(frames);
        }
        return true;
    }

    private void say(String text, Frames frames) {
        boolean goesOn = open != null && open.kind == BlockDelta.Kind.TEXT;
        if (!goesOn && text.isBlank()) {
            blanks.append(text);
            return;
        }
        Open block = within(BlockDelta.Kind.TEXT, new AnswerBlock.Text(""), frames);
        frames.add(DELTA, block.delta.with(blanks.isEmpty() ? text : blanks + text));
        blanks.setLength(0);
    }

    /** The open block, if it is of that kind; else a new one. */
    private Open within(BlockDelta.Kind kind, AnswerBlock empty, Frames frames) {
        if (open != null && open.kind == kind) {
            return open;
        }
        stop(frames);
        return begin(kind, empty, frames);
    }

    private Open begin(BlockDelta.Kind kind, AnswerBlock empty, Frames frames) {
        blanks.setLength(kind == BlockDelta.Kind.TEXT ? blanks.length() : 0);
        int index = blocks++;
        add(new MessageEvent.BlockStart(index, empty), frames);
        Open begun = new Open(kind, JsonTemplate.of(text -> new BlockDelta(index, kind, text)));
        open = begun;
        return begun;
    }

    /** Ends the block that is open, if one is. */
    private void stop(Frames frames) {
        if (open == null) {
            return;
        }
        int index = blocks - 1;
        if (open.kind == BlockDelta.Kind.THINKING) {
            add(new BlockDelta(index, BlockDelta.Kind.SIGNATURE, AnswerBlock.Thinking.SIGNATURE), frames);
        }
        add(new MessageEvent.BlockStop(index), frames);
        open = null;
    }

    /** Begins together with the first event: an error before it has a status of its own. */
    private void start(Frames frames) {
        if (started) {
            return;
        }
        started = true;
        MessageUsage usage = new MessageUsage(prompt.tokens(), prompt.cached(), 0, 0);
        Message message = new Message(terms.messageId, terms.model, List.of(), MessageEnd.NONE, usage);
        add(new MessageEvent.MessageStart(message), frames);
        add(new MessageEvent.Ping(), frames);
    }

    @Override
    public Duration longestSilence() {
        return silence;
    }

    @Override
    public void waiting(Frames frames) {
        if (started) {
            add(new MessageEvent.Ping(), frames);
        } else {
            start(frames);
        }
    }

    @Override
    public void end(int choice, Reply.End end, Frames frames) {
        start(frames);
        stop(frames);
        MessageEvent last = new MessageEvent.MessageDelta(ended(end), usage(end));
        frames.add(last.name(), Warnings.beside(last, terms.warnings));
        add(new MessageEvent.MessageStop(), frames);
    }

    @Override
    public void failure(MullamaException error, Frames frames) {
        frames.add(ERROR, AnthropicError.of(error, terms.requestId));
    }

    @Override
    public JsonBody whole(List<Reply> choices) {
        Reply only = choices.get(0);
        Message whole = new Message(
                terms.messageId, terms.model, content(only.message()), ended(only.end()), usage(only.end()));
        return Warnings.beside(whole, terms.warnings);
    }

    private List<AnswerBlock> content(ChatMessage message) {
        List<AnswerBlock> content = new ArrayList<>();
        if (message.thinking() != null) {
            String thought = terms.thoughts ? message.thinking() : "";
            content.add(new AnswerBlock.Thinking(thought, AnswerBlock.Thinking.SIGNATURE));
        }
        if (!message.content().isBlank()) {
            content.add(new AnswerBlock.Text(message.content()));
        }
        message.toolCalls().forEach(call -> content.add(block(call)));
        return content;
    }

    /** Of a call that was cut off, the input is no JSON, and so it has none: the reason says what became of it. */
    private static AnswerBlock block(ToolCallField call) {
        return new AnswerBlock.ToolUse(call.id(), call.name(), call.input().orElseGet(Json::object));
    }

    /** Anthropic has no word for an answer that was cancelled: it is shorter than it would be, as with a limit. */
    private MessageEnd ended(Reply.End end) {
        GenerationEvent.Finished finished = end.finished();
        if (finished.reason() != FinishReason.STOP) {
            return new MessageEnd(isContextFull(finished) ? "model_context_window_exceeded" : "max_tokens", null);
        }
        if (end.called()) {
            return new MessageEnd("tool_use", null);
        }
        // A model's own stop texts end its turn.
        String stop = finished.stop();
        return stop != null && terms.sequences.contains(stop)
                ? new MessageEnd("stop_sequence", stop)
                : new MessageEnd("end_turn", null);
    }

    /** Whether an answer ended although it might have been longer. */
    private boolean isContextFull(GenerationEvent.Finished finished) {
        boolean bounded = terms.maxTokens >= 0 && finished.usage().completionTokens() >= terms.maxTokens;
        return finished.reason() == FinishReason.LENGTH && !bounded;
    }

    private static MessageUsage usage(Reply.End end) {
        Usage usage = end.finished().usage();
        return new MessageUsage(
                usage.promptTokens(), usage.cachedPromptTokens(), usage.completionTokens(), end.thoughtTokens());
    }

    private static void add(MessageEvent event, Frames frames) {
        frames.add(event.name(), event);
    }
}
