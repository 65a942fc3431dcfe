package io.mullama.cli.answers;

import io.mullama.api.AnswerPiece;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatRequest;
import io.mullama.api.ContextSizeField;
import io.mullama.api.GenerateRequest;
import io.mullama.client.AnswerStream;
import io.mullama.client.DaemonClient;
import java.util.ArrayList;
import java.util.List;

/**
 * One prompt, and how it is to be answered. Immutable.
 *
 * @param before what was said before, without the instructions
 */
record PromptRequest(RunArguments arguments, String prompt, List<ChatMessage> before) {

    /** Puts it to the daemon. */
    AnswerStream<? extends AnswerPiece> ask(DaemonClient daemon) {
        return arguments.raw()
                ? daemon.generate(ContextSizeField.beside(text(), arguments.contextSize()))
                : daemon.chat(conversation().withContextSize(arguments.contextSize()));
    }

    private GenerateRequest text() {
        return new GenerateRequest(
                arguments.model(),
                prompt,
                null,
                null,
                true,
                arguments.output().stream(),
                arguments.answer(),
                arguments.options());
    }

    private ChatRequest conversation() {
        List<ChatMessage> messages = new ArrayList<>();
        if (arguments.system() != null) {
            messages.add(ChatMessage.system(arguments.system()));
        }
        messages.addAll(before);
        messages.add(ChatMessage.user(prompt));
        return new ChatRequest(
                arguments.model(),
                messages,
                false,
                arguments.output().stream(),
                arguments.answer(),
                arguments.options());
    }
}
