package io.mullama.cli;

import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A command line and a made-up daemon, for tests of what is done with models. */
public abstract class ModelCommands {
    @TempDir
    protected Path folder;

    @SuppressWarnings("NullAway.Init")
    protected CliRun cli;

    @SuppressWarnings("NullAway.Init")
    protected FakeServer daemon;

    /** Answers whatever is not asked for the daemon's health. */
    protected FakeServer.Handler handler = FakeDaemon::answer;

    @BeforeEach
    protected void open() throws IOException {
        cli = new CliRun(folder);
        daemon = cli.daemon((request, exchange) -> {
            if (request.path().equals("/health")) {
                FakeDaemon.answer(request, exchange);
            } else {
                handler.handle(request, exchange);
            }
        });
    }

    @AfterEach
    protected void close() throws IOException {
        daemon.close();
    }

    /** The last request, as {@code METHOD PATH BODY}. */
    protected String asked() {
        List<String> all = allAsked();
        return all.get(all.size() - 1);
    }

    protected List<String> allAsked() {
        return daemon.requests().stream()
                .filter(request -> !request.path().equals("/health"))
                .map(request -> (request.method() + " " + request.path() + " " + request.body()).strip())
                .toList();
    }

    protected static FakeServer.Handler streaming(String... lines) {
        return (request, exchange) -> {
            exchange.beginStream();
            for (String line : lines) {
                exchange.chunk(line + "\n");
            }
            exchange.endStream();
        };
    }

    protected static FakeServer.Handler answering(String json) {
        return (request, exchange) -> exchange.json(200, json);
    }

    protected static FakeServer.Handler refusing(int status, String code, String message, String hint) {
        return (request, exchange) -> exchange.json(status, error(code, message, hint));
    }

    protected static String error(String code, String message, String hint) {
        return "{\"error\":{\"message\":\"" + message + "\",\"code\":\"" + code + "\",\"hint\":\"" + hint + "\"}}";
    }

    protected static String downloading(long total, long done) {
        return "{\"status\":\"downloading\",\"total_bytes\":" + total + ",\"downloaded_bytes\":" + done
                + ",\"files\":[{\"name\":\"m.gguf\",\"total_bytes\":" + total + ",\"downloaded_bytes\":" + done
                + "}]}";
    }

    protected static String success(String model, long size) {
        return "{\"status\":\"success\",\"model\":\"" + model + "\",\"repo\":\"org/m\",\"size_bytes\":" + size + "}";
    }
}
