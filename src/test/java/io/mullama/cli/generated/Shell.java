package io.mullama.cli.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A shell that is asked what could stand at the end of a line. Stateless. */
enum Shell {
    /** Readline's part is played by the script: it splits no words, for the function does not look at them. */
    BASH("completions/mullama.bash", """
            compopt() { :; }
            source "$1"
            COMP_LINE=$2 COMP_POINT=${#2}
            _mullama
            printf '%s\\n' "${COMPREPLY[@]}"
            """),
    ZSH("completions/_mullama", """
            zmodload zsh/zpty
            zpty inner 'TERM=dumb zsh -f -i'
            zpty -w inner 'PS1= PROMPT_EOL_MARK= fpath=('${1:h}' $fpath); autoload -U compinit; compinit -u -D'
            # What is found is printed as it is, between marks that the echo of this line does not hold.
            zpty -w inner 'compadd() {
                [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]] && { builtin compadd "$@"; return $?; }
                local -a hits
                builtin compadd -A hits "$@"
                print -lr -- "<H""IT>"${^hits}
                builtin compadd "$@"
            }
            start() { print; }
            finish() { print "<E""ND>"; exit; }
            compprefuncs=(start) comppostfuncs=(finish)'
            zpty -w inner 'print "<READ""Y>"'
            zpty -r inner text '*<READY>*'
            zpty -w -n inner "$2"$'\\t'
            zpty -r inner text '*<END>*'
            for line in ${(f)text}; do
                [[ $line == *'<HIT>'* ]] && print -r -- ${${line##*<HIT>}%%$'\\r'*}
            done
            exit 0
            """),
    FISH("completions/mullama.fish", """
            source $argv[1]
            complete -C $argv[2] | string replace -r '\\t.*' ''
            true
            """);

    private static final int PATIENCE_SECONDS = 30;

    private final Path completion;
    private final String script;

    Shell(String completion, String script) {
        this.completion = Path.of(completion).toAbsolutePath();
        this.script = script;
    }

    /** Those of this machine; every one that the tests run on has bash. */
    static Stream<Shell> installed() {
        return Stream.of(values()).filter(Shell::isInstalled);
    }

    private boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command())));
    }

    private String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What completes the line, in a folder that is the person's {@code MULLAMA_HOME} too. */
    List<String> complete(Path home, String line) throws IOException, InterruptedException {
        Stream<String> call = this == FISH
                ? Stream.of("fish", "--no-config", "-c", script)
                : Stream.of(command(), "-c", script, command());
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(call, Stream.of(completion.toString(), line))
                        .toList())
                .redirectErrorStream(true)
                .directory(home.toFile());
        builder.environment().put("MULLAMA_HOME", home.toString());
        builder.environment().put("HOME", home.toString());
        Path answer = Files.createTempFile("completed", ".txt");
        Process process = builder.redirectOutput(answer.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(answer);
        Files.delete(answer);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .filter(found -> !found.isEmpty())
                .sorted()
                .distinct()
                .toList();
    }
}
