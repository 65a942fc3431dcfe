package io.mullama.cli.repl.command;

import io.mullama.api.ModelDetails;
import io.mullama.cli.models.ModelOverview;
import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Session;
import io.mullama.terminal.Sections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /show}: what the model is, and what it is told beforehand. Stateless. */
final class ShowWords {
    private static final List<ReplCommand> WORDS = List.of(
            ReplCommand.of("info", "architecture, size, and what it can do", (session, unused) -> info(session)),
            ReplCommand.of("system", "the instructions that hold", (session, unused) -> system(session)),
            ReplCommand.of(
                    "parameters",
                    "the model's own, and those of this conversation",
                    (session, unused) -> parameters(session)),
            text(
                    "template",
                    "how conversations become prompts",
                    details -> details.text().template()),
            text("license", "its licence", details -> details.text().license()),
            text(
                    "modelfile",
                    "a Modelfile that makes the same model",
                    details -> details.text().modelfile()));

    private ShowWords() {}

    static ReplCommand command() {
        return ReplCommand.of(
                        "/show [NAME]", "show the model; /help show lists what of it", Argument.WORD, ShowWords::run)
                .with(WORDS);
    }

    private static void run(Session session, String argument) {
        Words.run(command(), session, argument.isEmpty() ? "info" : argument);
    }

    private static ReplCommand text(String name, String purpose, Function<ModelDetails, @Nullable String> part) {
        return ReplCommand.of(name, purpose, (session, unused) -> show(session, name, part.apply(details(session))));
    }

    private static ModelDetails details(Session session) {
        return session.daemon().model(session.chat().settings().model());
    }

    private static void info(Session session) {
        session.screen().show(ModelOverview.of(details(session)));
    }

    static void system(Session session) {
        String own = session.chat().settings().system();
        show(session, "system", own == null ? details(session).text().system() : own);
    }

    private static void parameters(Session session) {
        ChatSettings settings = session.chat().settings();
        Sections sections = new Sections();
        for (String option : details(session).text().options()) {
            sections.value("The model's", Words.first(option), Words.rest(option));
        }
        Parameters.of(settings)
                .forEach((name, values) -> sections.value("This conversation's", name, Parameters.words(values)));
        show(session, "parameters", sections.text());
    }

    private static void show(Session session, String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            session.screen().say(session.chat().settings().model() + " has no " + what + ".");
        } else {
            session.screen().show(Objects.requireNonNull(text));
        }
    }
}
