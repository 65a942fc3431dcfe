package io.mullama.cli.daemon;

import io.mullama.api.Json;
import io.mullama.api.PingReport;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.client.DaemonClient;
import io.mullama.client.DaemonConnector;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama ping}: whether the daemon answers, and how fast. Immutable. */
public final class PingCommand implements Command {
    private static final long PAUSE_MS = 1000;

    @Override
    public CommandSpec spec() {
        return Specs.command("ping", "Tell whether the daemon answers, and how fast.", examples())
                .addOption(OptionSpec.builder("-c", "--count")
                        .type(Integer.class)
                        .paramLabel("COUNT")
                        .description("How often to ask, a second apart. The default is once.")
                        .build())
                .addOption(Specs.flag("-q", "--quiet", "Show nothing but errors: the exit code tells."))
                .addOption(Specs.flag("--json", "Print JSON: the address, and the milliseconds of each answer."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama ping", "Ask once; exit code 2 says that no daemon answers."),
                new Example("mullama ping -c 5", "Ask five times."),
                new Example("MULLAMA_HOST=box:9000 mullama ping -q", "Check another machine's, in a script."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        int count = arguments.matchedOptionValue("--count", 1);
        if (count < 1) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, "--count is " + count, "it takes a number of 1 or more");
        }
        boolean json = Specs.has(arguments, "--json");
        boolean silent = json || Specs.has(arguments, "--quiet");
        CountDownLatch interrupted = new CountDownLatch(1);
        context.environment()
                .interrupts()
                .during(() -> ping(context, count, silent, json, interrupted), interrupted::countDown);
        return ExitCodes.SUCCESS;
    }

    private static void ping(CliContext context, int count, boolean silent, boolean json, CountDownLatch interrupted) {
        Console console = context.console();
        DaemonConnector connector = context.connector();
        DaemonClient daemon = connector.running();
        String address = daemon.address().text();
        List<Duration> times = new ArrayList<>();
        while (times.size() < count) {
            if (!times.isEmpty()) {
                pause(interrupted);
            }
            long begin = System.nanoTime();
            DaemonConnector.requireReady(daemon);
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            times.add(time);
            if (!silent) {
                console.println(address + " answers in " + milliseconds(time));
            }
        }
        if (json) {
            console.println(Json.pretty(new PingReport(address, times).toJson()));
        }
    }

    private static void pause(CountDownLatch interrupted) {
        try {
            if (interrupted.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                throw new MullamaException(ErrorCode.INTERRUPTED, "interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MullamaException(ErrorCode.INTERRUPTED, "interrupted").causedBy(e);
        }
    }

    private static String milliseconds(Duration time) {
        long tenths = time.toNanos() / 100_000;
        return tenths / 10 + "." + tenths % 10 + " ms";
    }
}
