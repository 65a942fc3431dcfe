package io.mullama.cli.daemon;

import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Streams;
import io.mullama.terminal.Glyphs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at what commands are typed and shown in. Stateless. */
final class TerminalChecks {
    private TerminalChecks() {}

    static void addTo(List<Finding> findings, CliContext context) {
        findings.add(terminal(context));
        Finding completions = completions(context);
        if (completions != null) {
            findings.add(completions);
        }
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

    /** Null for a shell that there are none for. */
    private static @Nullable Finding completions(CliContext context) {
        String path = context.environment().variables().getOrDefault("SHELL", "");
        String shell = path.substring(path.lastIndexOf('/') + 1);
        Path own = context.directories().installation().resolve("completions");
        return switch (shell) {
            case "bash" ->
                completions(
                        context,
                        shell,
                        own.resolve("mullama.bash"),
                        List.of(
                                "~/.local/share/bash-completion/completions/mullama",
                                "/usr/share/bash-completion/completions/mullama",
                                "/usr/local/share/bash-completion/completions/mullama",
                                "/etc/bash_completion.d/mullama"));
            case "zsh" ->
                completions(
                        context,
                        shell,
                        own.resolve("_mullama"),
                        List.of(
                                "~/.local/share/zsh/site-functions/_mullama",
                                "/usr/local/share/zsh/site-functions/_mullama",
                                "/usr/share/zsh/site-functions/_mullama",
                                "/usr/share/zsh/vendor-completions/_mullama"));
            case "fish" ->
                completions(
                        context,
                        shell,
                        own.resolve("mullama.fish"),
                        List.of(
                                "~/.config/fish/completions/mullama.fish",
                                "/usr/share/fish/vendor_completions.d/mullama.fish",
                                "/usr/local/share/fish/vendor_completions.d/mullama.fish"));
            default -> null;
        };
    }

    private static Finding completions(CliContext context, String shell, Path own, List<String> places) {
        for (String place : places) {
            if (Files.exists(inHome(context, place))) {
                return Finding.ok("completions", shell + " finds them in " + place);
            }
        }
        Path first = inHome(context, places.get(0));
        return new Finding(
                "completions",
                Status.OK,
                shell + " finds none in the usual places",
                "mkdir -p " + first.getParent() + " && ln -s " + own + " " + first);
    }

    private static Path inHome(CliContext context, String place) {
        Path home = context.environment().userHome();
        return place.startsWith("~/") ? home.resolve(place.substring(2)) : home.resolve(place);
    }
}
