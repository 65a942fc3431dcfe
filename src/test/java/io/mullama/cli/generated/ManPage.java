package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import io.mullama.cli.CommandCatalog.Example;
import io.mullama.config.Setting;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the pages of {@code man/}: the program's, and one for each command. Stateless. */
final class ManPage {
    private record Status(int code, String meaning) {}

    private static final List<Status> STATUSES = List.of(
            new Status(0, "Success."),
            new Status(1, "Failure."),
            new Status(2, "The daemon cannot be reached, or does not start."),
            new Status(3, "No model goes by that name."),
            new Status(4, "The arguments, or a setting, cannot be used."),
            new Status(5, "A download failed."),
            new Status(6, "Something took longer than it may."),
            new Status(7, "A file or folder may not be read or written."),
            new Status(130, "Interrupted."));

    private ManPage() {}

    static String ofRoot() {
        Entry root = CommandCatalog.root();
        Roff page = new Roff("mullama", purpose(root));
        page.section("SYNOPSIS").call("mullama", " COMMAND [OPTIONS]");
        page.section("DESCRIPTION")
                .paragraph("mullama runs large language models on your own machine. A daemon appears when it is needed"
                        + " and goes away when it is not.");
        page.section("COMMANDS");
        for (Entry entry : CommandCatalog.commands()) {
            String aliases = entry.aliases().isEmpty() ? "" : ", " + String.join(", ", entry.aliases());
            page.item(entry.name() + aliases, entry.purpose());
        }
        page.section("OPTIONS");
        options(page, root);
        examples(page, root);
        environment(page);
        files(page);
        statuses(page);
        page.section("SEE ALSO").paragraph(String.join(", ", pages()));
        return page.text();
    }

    static String of(Entry entry) {
        Roff page = new Roff("mullama-" + entry.name(), purpose(entry));
        String command = entry.children().isEmpty() ? "" : " COMMAND";
        page.section("SYNOPSIS").call("mullama " + entry.name(), command + " [OPTIONS]" + parameters(entry));
        entry.aliases().forEach(alias -> page.call("mullama " + alias, " [OPTIONS]" + parameters(entry)));
        page.section("DESCRIPTION").paragraph(entry.purpose());
        parameterItems(page, entry);
        page.section("OPTIONS");
        options(page, entry);
        children(page, entry);
        examples(page, entry);
        statuses(page);
        page.section("SEE ALSO").paragraph("mullama(1)");
        return page.text();
    }

    private static void children(Roff page, Entry entry) {
        if (entry.children().isEmpty()) {
            return;
        }
        page.section("COMMANDS");
        for (Entry child : entry.children()) {
            page.subsection(child.call() + " [OPTIONS]" + parameters(child)).paragraph(child.purpose());
            parameterItems(page, child);
            options(page, child);
            exampleItems(page, child);
        }
    }

    private static void parameterItems(Roff page, Entry entry) {
        for (PositionalParamSpec parameter : entry.spec().positionalParameters()) {
            page.item(parameter.paramLabel(), description(parameter.description()));
        }
    }

    private static void options(Roff page, Entry entry) {
        for (OptionSpec option : Values.options(entry.spec())) {
            page.item(String.join(", ", option.names()) + Values.shown(option), description(option.description()));
        }
    }

    private static void examples(Roff page, Entry entry) {
        page.section("EXAMPLES");
        exampleItems(page, entry);
    }

    private static void exampleItems(Roff page, Entry entry) {
        for (Example example : entry.examples()) {
            page.item(example.call(), example.purpose());
        }
    }

    private static void environment(Roff page) {
        page.section("ENVIRONMENT")
                .item("MULLAMA_HOME", "Where everything of one person is kept; ~/.mullama by default.")
                .item("NO_COLOR, MULLAMA_NO_COLOR", "Use no colours.")
                .item("MULLAMA_ASCII", "Draw progress without characters that some fonts lack.")
                .item("HF_TOKEN", "Goes with a request to pull a model, to the daemon of this machine alone.");
        for (Setting setting : Setting.values()) {
            page.item(setting.variable(), capitalized(setting.description()) + ".");
        }
    }

    private static void files(Roff page) {
        page.section("FILES")
                .item(
                        "$MULLAMA_HOME/config.toml",
                        "Settings; a flag goes before a variable, a variable before this file.")
                .item("$MULLAMA_HOME/logs/daemon.log", "What a daemon that was started on demand has to say.")
                .item("$MULLAMA_HOME/history", "The lines typed in conversations.")
                .item("$MULLAMA_HOME/mullama.sock", "Where the daemon listens.");
    }

    private static void statuses(Roff page) {
        page.section("EXIT STATUS");
        STATUSES.forEach(status -> page.item(Integer.toString(status.code), status.meaning));
    }

    private static List<String> pages() {
        return CommandCatalog.commands().stream()
                .map(entry -> "mullama-" + entry.name() + "(1)")
                .toList();
    }

    private static String parameters(Entry entry) {
        StringBuilder text = new StringBuilder();
        for (PositionalParamSpec parameter : entry.spec().positionalParameters()) {
            String label = parameter.paramLabel() + (parameter.isMultiValue() ? "..." : "");
            text.append(' ').append(parameter.arity().min() > 0 ? label : "[" + label + "]");
        }
        return text.toString();
    }

    private static String purpose(Entry entry) {
        String text = entry.purpose();
        return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1, text.length() - 1);
    }

    private static String description(String[] lines) {
        return String.join(" ", lines).replace("%%", "%");
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
