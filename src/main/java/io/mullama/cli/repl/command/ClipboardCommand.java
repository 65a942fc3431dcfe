package io.mullama.cli.repl.command;

import io.mullama.cli.repl.session.Screen;
import io.mullama.cli.repl.session.Session;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code /copy}: has the terminal put a text into the clipboard, over any number of machines (OSC 52). Stateless. */
final class ClipboardCommand {
    /** In Base64; what xterm and others of its kind take at the most. */
    private static final int MOST_CHARACTERS = 74_994;

    private ClipboardCommand() {}

    static List<ReplCommand> parts() {
        return List.of(
                ReplCommand.of("code", "the last code of the last answer", (session, unused) -> run(session, "code")));
    }

    static void run(Session session, String part) {
        if (!part.isEmpty() && !part.equals("code")) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, "there is no /copy " + part, "type /copy, or /copy code");
        }
        Optional<String> answer = session.chat().lastAnswer();
        if (answer.isEmpty()) {
            session.screen().say("There is no answer yet.");
            return;
        }
        Optional<String> text = part.isEmpty() ? answer : lastCode(answer.get());
        if (text.isEmpty()) {
            session.screen().say("The last answer holds no code.");
            return;
        }
        copy(text.get(), session);
    }

    private static void copy(String text, Session session) {
        Screen screen = session.screen();
        if (screen.isDumb()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, "this terminal has no clipboard", "/export writes a file");
        }
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        boolean tmux =
                !session.surroundings().variables().getOrDefault("TMUX", "").isEmpty();
        screen.control(sequence(encoded, tmux));
        screen.say("Copied " + text.codePointCount(0, text.length()) + " characters"
                + (encoded.length() > MOST_CHARACTERS ? "; some terminals take no more than 56 kB" : "") + ".");
    }

    /** tmux hands on what is wrapped for it, each ESC doubled, or takes it itself: either has to be allowed there. */
    private static String sequence(String encoded, boolean tmux) {
        String sequence = "\u001b]52;c;" + encoded + "\u0007";
        return tmux ? sequence + "\u001bPtmux;" + sequence.replace("\u001b", "\u001b\u001b") + "\u001b\\" : sequence;
    }

    private static Optional<String> lastCode(String answer) {
        StringBuilder code = null;
        String last = null;
        String fence = "";
        for (String line : answer.lines().toList()) {
            String start = line.strip();
            if (code == null && (start.startsWith("```") || start.startsWith("~~~"))) {
                fence = start.substring(0, 3);
                code = new StringBuilder();
            } else if (code != null && start.equals(fence)) {
                last = code.toString();
                code = null;
            } else if (code != null) {
                code.append(line).append('\n');
            }
        }
        // An answer that was stopped may have left its code open.
        return Optional.ofNullable(code == null ? last : code.toString());
    }
}
