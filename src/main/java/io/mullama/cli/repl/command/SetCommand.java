package io.mullama.cli.repl.command;

import io.mullama.api.ConversationFile;
import io.mullama.api.FormatField;
import io.mullama.api.ThinkField;
import io.mullama.cli.command.TextFile;
import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Preferences;
import io.mullama.cli.repl.session.Session;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.Sections;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** {@code /set}: changes how the model answers and what is seen of it. Stateless. */
final class SetCommand {
    private static final List<ReplCommand> WORDS = words();

    private SetCommand() {}

    static ReplCommand command() {
        return ReplCommand.of(
                        "/set [NAME [VALUE]]",
                        "change how it answers; /help set shows what",
                        Argument.WORD,
                        SetCommand::run)
                .with(WORDS);
    }

    private static void run(Session session, String argument) {
        if (argument.isEmpty()) {
            showAll(session);
        } else {
            Words.run(command(), session, argument);
        }
    }

    private static List<ReplCommand> words() {
        return List.of(
                ReplCommand.of(
                        "parameter NAME VALUE...",
                        "such as temperature 0.2; 'default' takes it back",
                        Argument.PARAMETER,
                        Parameters::set),
                ReplCommand.of(
                        "system TEXT",
                        "instructions for the model; 'none' for none",
                        Argument.NOTHING,
                        SetCommand::system),
                ReplCommand.of(
                                "format json|FILE|none",
                                "answer in JSON, by a file's schema, or freely",
                                Argument.PATH,
                                SetCommand::format)
                        .offering("json", "none"),
                ReplCommand.of("noformat", "answer freely", (session, unused) -> format(session, "none")),
                ReplCommand.of("think [low|medium|high]", "think before answering", Argument.NOTHING, SetCommand::think)
                        .offering("low", "medium", "high"),
                ReplCommand.of("nothink", "answer at once", (session, unused) -> think(session, "false")),
                toggle(
                        "verbose",
                        "tell what each answer cost",
                        "What each answer cost is told now.",
                        each -> each.withVerbose(true)),
                toggle(
                        "quiet",
                        "do not tell that",
                        "What an answer cost is no longer told.",
                        each -> each.withVerbose(false)),
                toggle(
                        "markdown",
                        "show answers as Markdown",
                        "Answers are shown as Markdown now.",
                        each -> each.withMarkdown(true)),
                toggle(
                        "nomarkdown",
                        "show them as they are written",
                        "Answers are shown as they are written now.",
                        each -> each.withMarkdown(false)),
                toggle(
                        "wordwrap",
                        "end lines between words",
                        "Lines end between words now.",
                        each -> each.withWrap(true)),
                toggle(
                        "nowordwrap",
                        "leave lines to the terminal",
                        "Lines end where the terminal ends them now.",
                        each -> each.withWrap(false)),
                toggle(
                        "history",
                        "remember what is typed, and save the conversation",
                        "What you type is remembered now, and the conversation saved.",
                        each -> each.withHistory(true)),
                toggle(
                        "nohistory",
                        "do neither from here on",
                        "What you type is no longer remembered, and the conversation no longer saved.",
                        each -> each.withHistory(false)));
    }

    private static ReplCommand toggle(String name, String purpose, String done, UnaryOperator<Preferences> change) {
        return ReplCommand.of(name, purpose, (session, unused) -> {
            session.preferences(change.apply(session.preferences()));
            session.screen().say(done);
        });
    }

    private static void system(Session session, String argument) {
        if (argument.isEmpty()) {
            ShowWords.system(session);
            return;
        }
        String text = Words.unquoted(argument);
        boolean none = text.isEmpty() || argument.equals("none");
        session.settings(session.chat().settings().withSystem(none ? null : text));
        session.screen()
                .say(none ? "There are no instructions now." : "The instructions hold from the next message on.");
    }

    private static void format(Session session, String argument) {
        ChatSettings settings = session.chat().settings();
        FormatField format = switch (Words.required(argument, "/set format json|FILE|none")) {
            case "none" -> FormatField.FREE;
            case "json" -> FormatField.JSON;
            default -> schema(session, Words.unquoted(argument));
        };
        session.settings(settings.with(settings.answer().with(format)));
        session.screen().say("Answers are " + shown(format) + " now.");
    }

    private static FormatField schema(Session session, String name) {
        String file = session.surroundings().path(name).toString();
        return ConversationFile.schema(TextFile.read("/set format", file, InputStream.nullInputStream()));
    }

    private static void think(Session session, String argument) {
        ThinkField level = ThinkField.named(argument.isEmpty() ? "true" : argument)
                .orElseThrow(() -> new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "there is no such level of thinking: " + argument,
                        "type /set think, or low, medium or high behind it"));
        ChatSettings settings = session.chat().settings();
        session.settings(settings.with(settings.answer().with(level)));
        session.screen().say("Thinking is " + shown(level) + " now.");
    }

    private static void showAll(Session session) {
        ChatSettings settings = session.chat().settings();
        Preferences seen = session.preferences();
        Sections sections = new Sections()
                .value("Model", "name", settings.model())
                .value("Model", "format", shown(settings.answer().format()))
                .value("Model", "think", shown(settings.answer().think()));
        Parameters.of(settings).forEach((name, values) -> sections.value("Parameters", name, Parameters.words(values)));
        sections.text("System", settings.system() == null ? "" : settings.system(), 8)
                .value("Terminal", "markdown", onOff(seen.markdown()))
                .value("Terminal", "wordwrap", onOff(seen.wrap()))
                .value("Terminal", "verbose", onOff(seen.verbose()))
                .value("Terminal", "history", onOff(seen.history()));
        session.screen().show(sections.text());
    }

    private static String shown(FormatField format) {
        return format.equals(FormatField.FREE) ? "text" : format.equals(FormatField.JSON) ? "JSON" : "JSON by a schema";
    }

    private static String shown(ThinkField level) {
        return level == ThinkField.UNSET ? "left to the model" : level.name().toLowerCase(Locale.ROOT);
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
