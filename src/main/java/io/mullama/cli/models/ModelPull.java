package io.mullama.cli.models;

import io.mullama.api.PullLine;
import io.mullama.api.PullRequest;
import io.mullama.cli.command.CliContext;
import io.mullama.client.Address;
import io.mullama.client.AnswerStream;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for the daemon to bring a model here or to make one, and shows how far it is. For one thread. */
public final class ModelPull {
    private static final long REFRESH_MS = 500;

    /** How long an interrupt waits for its last line to be written, to a pipe perhaps that nobody reads. */
    private static final long LAST_LINE_MS = 1000;

    private static final String KEPT = "what came is kept; pull again to go on";

    private final CliContext context;
    private final PullDisplay display;
    private PullLine.@Nullable Success success;
    private boolean came;

    private ModelPull(CliContext context, PullDisplay display) {
        this.context = context;
        this.display = display;
    }

    /**
     * What has become of it.
     *
     * @param came whether anything had to be downloaded
     */
    record Outcome(PullLine.Success success, boolean came) {}

    /** Has the model brought here. */
    static Outcome pull(CliContext context, String model, PullDisplay display) {
        DaemonClient daemon = context.connector().connect();
        return follow(context, display, KEPT, daemon.pull(new PullRequest(model, true, token(context, daemon))));
    }

    /** Does what needs the model; where it is not here yet, has it brought here first, perhaps without a word about it. */
    public static int ifMissing(CliContext context, String model, boolean quiet, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.MODEL_NOT_PULLED) {
                throw e;
            }
        }
        if (!quiet) {
            context.console().tell(model + " is not on this machine yet; pulling it");
        }
        Outcome unused = pull(context, model, PullDisplay.chosen(context, false, quiet));
        return work.getAsInt();
    }

    /** Shows the lines of an answer until the last; {@code hint} is what to say to somebody who interrupts. */
    static Outcome follow(CliContext context, PullDisplay display, String hint, AnswerStream<PullLine> lines) {
        ModelPull pull = new ModelPull(context, display);
        Timer timer = new Timer("mullama-progress", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        display.refresh();
                    }
                },
                REFRESH_MS,
                REFRESH_MS);
        try (lines;
                display) {
            context.environment().interrupts().during(() -> pull.read(lines), () -> pull.interrupted(hint, lines));
        } finally {
            timer.cancel();
        }
        if (pull.success == null) {
            throw new MullamaException(ErrorCode.INTERNAL, "the daemon's answer ended before the model was there");
        }
        return new Outcome(pull.success, pull.came);
    }

    /** The person's token for the hub, if nobody else can read it on its way. */
    static @Nullable String token(CliContext context, DaemonClient daemon) {
        String token = context.environment().variables().getOrDefault("HF_TOKEN", "");
        return token.isBlank() || !(daemon.address() instanceof Address.Unix) ? null : token.strip();
    }

    private void read(AnswerStream<PullLine> lines) {
        for (PullLine line = lines.next(); line != null; line = lines.next()) {
            if (line instanceof PullLine.Downloading files && files.downloadedBytes() < files.totalBytes()) {
                came = true;
            } else if (line instanceof PullLine.Success last) {
                success = last;
            }
            display.show(line);
        }
    }

    private void interrupted(String hint, AnswerStream<PullLine> lines) {
        Thread lastLine = new Thread(
                () -> {
                    display.close();
                    context.console().tell(hint);
                },
                "mullama-last-line");
        lastLine.setDaemon(true);
        lastLine.start();
        try {
            lastLine.join(LAST_LINE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.close();
    }
}
