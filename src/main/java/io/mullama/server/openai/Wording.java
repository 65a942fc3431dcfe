package io.mullama.server.openai;

import io.mullama.api.ChatMessage;
import io.mullama.api.openai.Choice;
import io.mullama.api.openai.Completion;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.server.answer.DialectDefaults;
import java.util.List;
import java.util.Optional;

/** What is different on OpenAI's generating routes: defaults, and how an answer is worded. For one request's thread. */
interface Wording {
    /** What the ids of its answers begin with. */
    String idPrefix();

    DialectDefaults defaults();

    Completion.Kind wholeKind();

    Completion.Kind partKind();

    /** What a stream begins with, before the first text or, unless it {@code speaks}, the first call. */
    Optional<Choice> first(int index, boolean speaks);

    Choice content(int index, String text);

    /** What a stream tells of an event, if anything. */
    Optional<Choice> part(int index, AnswerEvent event);

    /** The part that tells why the answer ended. */
    Choice last(int index, String reason);

    Choice whole(int index, ChatMessage message, String reason);

    /** The choice or part of one with its tokens' probabilities, of which there are some; asked in their order. */
    Choice scored(int index, Choice choice, List<TokenProbability> tokens);

    /** Why an answer ended that calls tools. */
    String calling();
}
