package io.mullama.cli.repl.input;

import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/** JLine's line editor for messages: of several lines, with long pastes in short. Used by one thread. */
final class MessageReader extends LineReaderImpl {
    private static final String TO_EDITOR = "mullama-to-editor";

    /** Makes one emoji of several. */
    private static final char JOINER = '\u200d';

    private final LongPastes pastes;
    private boolean toEditor;

    MessageReader(Terminal terminal, LongPastes pastes) {
        super(terminal, "mullama", null);
        this.pastes = pastes;
        // A message is text: exclamation marks mean themselves.
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        setOpt(Option.HISTORY_IGNORE_SPACE);
        setOpt(Option.BRACKETED_PASTE);
        unsetOpt(Option.HISTORY_REDUCE_BLANKS);
        setVariable(SECONDARY_PROMPT_PATTERN, "... ");
        getWidgets().put(TO_EDITOR, this::leaveForEditor);
        Objects.requireNonNull(getKeyMaps().get(MAIN))
                .bind(new Reference(TO_EDITOR), KeyMap.ctrl('G'), KeyMap.ctrl('X') + KeyMap.ctrl('E'));
    }

    /** Whether the person has left the line for the editor since this was last asked. */
    boolean leftForEditor() {
        boolean left = toEditor;
        toEditor = false;
        return left;
    }

    @Override
    protected boolean acceptLine() {
        if (buf.cursor() == buf.length() && Multiline.isContinued(buf.toString())) {
            buf.backspace();
            buf.write("\n");
            return true;
        }
        if (Multiline.isOpen(buf.toString())) {
            buf.write("\n");
            return true;
        }
        return finish();
    }

    /** What stands at the right is true now, and not where somebody scrolls back to. */
    private boolean finish() {
        setRightPrompt("");
        return super.acceptLine();
    }

    /** What stands at the right fills its row, and would run into others when the window has another width. */
    @Override
    protected synchronized void handleSignal(Terminal.Signal signal) {
        super.handleSignal(signal);
        if (signal == Terminal.Signal.WINCH) {
            setRightPrompt("");
            redisplay();
        }
    }

    /** Of several lines the first would fill its row; and of joined characters nobody knows how wide a terminal draws them. */
    @Override
    protected void redisplay(boolean flush) {
        if (rightPrompt.length() > 0 && buf.toString().chars().anyMatch(c -> c == '\n' || c == JOINER)) {
            setRightPrompt("");
        }
        super.redisplay(flush);
    }

    @Override
    public boolean beginPaste() {
        String pasted =
                doReadStringUntil(BRACKETED_PASTE_END).replace("\r\n", "\n").replace('\r', '\n');
        buf.write(pastes.shown(pasted));
        return true;
    }

    /** What is pasted before the next prompt is to come as one text, too. */
    @Override
    protected void cleanup() {
        super.cleanup();
        if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.writer().write(BRACKETED_PASTE_ON);
            terminal.flush();
        }
    }

    private boolean leaveForEditor() {
        toEditor = true;
        return finish();
    }
}
