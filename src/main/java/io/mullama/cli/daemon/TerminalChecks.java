package io.mullama.cli.daemon;

import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Streams;
import io.mullama.terminal.Glyphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what commands are typed and shown in. Stateless. */
final class TerminalChecks {
    private static final String COMPLETIONS = "completions";

    /**
     * Where a shell looks for completions.
     *
     * @param start the file that it reads when it starts, where some have it ask us for them
     * @param how to install them
     */
    private record Shell(String name, String start, String how, List<String> places) {}

    private static final List<Shell> SHELLS = List.of(
            new Shell(
                    "bash",
                    "~/.bashrc",
                    "add this line to ~/.bashrc: eval \"$(mullama completion bash)\"",
                    List.of(
                            "~/.local/share/bash-completion/completions/mullama",
                            "/usr/share/bash-completion/completions/mullama",
                            "/usr/local/share/bash-completion/completions/mullama",
                            "/etc/bash_completion.d/mullama")),
            new Shell(
                    "zsh",
                    "~/.zshrc",
                    "add this line to ~/.zshrc, behind compinit: eval \"$(mullama completion zsh)\"",
                    List.of(
                            "~/.zfunc/_mullama",
                            "~/.local/share/zsh/site-functions/_mullama",
                            "/usr/local/share/zsh/site-functions/_mullama",
                            "/usr/share/zsh/site-functions/_mullama",
                            "/usr/share/zsh/vendor-completions/_mullama")),
            new Shell(
                    "fish",
                    "~/.config/fish/config.fish",
                    "mullama completion fish > ~/.config/fish/completions/mullama.fish",
                    List.of(
                            "~/.config/fish/completions/mullama.fish",
                            "/usr/share/fish/vendor_completions.d/mullama.fish",
                            "/usr/local/share/fish/vendor_completions.d/mullama.fish")));

    private TerminalChecks() {}

    static void addTo(List<Finding> findings, CliContext context) {
        findings.add(terminal(context));
        completions(context).ifPresent(findings::add);
    }

    private static Finding terminal(CliContext context) {
        Map<String, String> variables = context.environment().variables();
        Streams streams = context.console().streams();
        if (!streams.outTerminal()) {
            return Finding.ok("terminal", "none: the output is plain text");
        }
        String kind = variables.getOrDefault("TERM", "of no kind that TERM tells");
        String colours = context.console().theme().colours() ? "colours" : "no colours";
        return Glyphs.of(variables) == Glyphs.UNICODE
                ? Finding.ok("terminal", kind + ", UTF-8, " + colours)
                : new Finding(
                        "terminal",
                        Status.WARNING,
                        kind + ", no UTF-8, " + colours + ": what models write may look wrong",
                        "choose a UTF-8 locale: export LANG=C.UTF-8");
    }

    private static Optional<Finding> completions(CliContext context) {
        String path = context.environment().variables().getOrDefault("SHELL", "");
        for (Shell shell : SHELLS) {
            if (path.endsWith("/" + shell.name)) {
                return Optional.of(completions(context, shell));
            }
        }
        return Optional.empty();
    }

    private static Finding completions(CliContext context, Shell shell) {
        for (String place : shell.places) {
            if (Files.exists(inHome(context, place))) {
                return Finding.ok(COMPLETIONS, shell.name + " finds them in " + place);
            }
        }
        return asks(inHome(context, shell.start))
                ? Finding.ok(COMPLETIONS, shell.start + " has " + shell.name + " ask for them")
                : new Finding(COMPLETIONS, Status.OK, shell.name + " finds none in the usual places", shell.how);
    }

    private static boolean asks(Path start) {
        try {
            return Files.readString(start).contains("mullama completion");
        } catch (IOException e) {
            return false;
        }
    }

    private static Path inHome(CliContext context, String place) {
        Path home = context.environment().userHome();
        return place.startsWith("~/") ? home.resolve(place.substring(2)) : home.resolve(place);
    }
}
