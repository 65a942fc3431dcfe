package io.mullama.server.openai.responses;

import io.mullama.api.openai.responses.ResponseState.OutputItem;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.engine.TokenProbability;
import java.util.List;

/** An item of a response that grows, and tells so in events. For one request's thread. */
interface OpenItem {
    /**
     * Whether the event goes on with this item, which has then told it.
     *
     * @param tokens how likely those were that came meanwhile; empty where nobody asked
     */
    boolean add(AnswerEvent event, List<TokenProbability> tokens);

    /** Tells its end, and gives it as it has become; {@code whole}: the answer is not cut off here. */
    OutputItem close(boolean whole);
}
