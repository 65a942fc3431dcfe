package io.mullama.cli;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama completion}: what a shell has to know of the commands. Immutable. */
final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish", "powershell");

    @Override
    public CommandSpec spec() {
        return Specs.command("completion", "Print the script that has a shell complete on Tab.", examples())
                .addPositional(Specs.parameter(
                        "0",
                        "SHELL",
                        "bash, zsh, fish or powershell. The packages install the scripts; else call it where your shell"
                                + " starts."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("eval \"$(mullama completion bash)\"", "In ~/.bashrc."),
                new Example("eval \"$(mullama completion zsh)\"", "In ~/.zshrc, behind compinit."),
                new Example(
                        "mullama completion zsh > ~/.zfunc/_mullama",
                        "Or once, into a folder of $fpath; zsh starts faster so."),
                new Example("mullama completion fish > ~/.config/fish/completions/mullama.fish", "Once."),
                new Example("mullama completion powershell | Out-String | Invoke-Expression", "In $PROFILE."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        return print(context, arguments.matchedPositionalValue(0, ""));
    }

    /** Prints the script for a shell; without picocli, which takes longer to load than the rest. */
    static int print(CliContext context, String shell) {
        Path script =
                context.environment().installation().resolve("completions").resolve(fileName(shell));
        try {
            context.console().print(Files.readString(script));
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.INTERNAL,
                            "the installation has no " + script,
                            "install mullama anew, or get that file from its source")
                    .causedBy(e);
        }
        return ExitCodes.SUCCESS;
    }

    private static String fileName(String shell) {
        return switch (shell) {
            case "bash" -> "mullama.bash";
            case "zsh" -> "_mullama";
            case "fish" -> "mullama.fish";
            case "powershell" -> "mullama.ps1";
            default -> throw unknown(shell);
        };
    }

    private static MullamaException unknown(String shell) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "there is no completion for '" + shell + "'",
                NearestName.of(shell, SHELLS)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("it takes bash, zsh, fish or powershell"));
    }
}
