package io.mullama.cli.repl;

import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A conversation in which commands are typed. */
@DisabledOnOs(OS.WINDOWS)
abstract class TypedCommands {
    private static final String DETAILS = """
            {"alias":"tiny","path":"/m/tiny.gguf","parameters":1100000,"context_size":4096,"gpu_layers":0,
             "is_default":true,"active_requests":0,"loaded":true,"size_bytes":1200000,"quantization":"Q8_0",
             "family":"llama","architecture":"LlamaForCausalLM","capabilities":{"tools":true},
             "template":"{{ messages }}","system":"Its own system.","options":["temperature 0.7"],
             "modelfile":"FROM tiny\\n","license":"MIT \\u001b[2J licence"}""";

    @TempDir
    Path folder;

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    TypedConversation typed;

    @BeforeEach
    void open() throws IOException {
        typed = new TypedConversation(folder, TypedCommands::answer);
    }

    private static void answer(FakeServer.Request request, FakeServer.Exchange exchange) throws IOException {
        switch (request.path()) {
            case "/api/models/tiny" -> exchange.json(200, DETAILS.replace("\n", ""));
            case "/api/models/create" -> {
                exchange.beginStream();
                exchange.chunk("{\"status\":\"success\",\"model\":\"saved\",\"path\":\"/m/x\",\"size_bytes\":1}\n");
                exchange.endStream();
            }
            default -> FakeDaemon.answer(request, exchange);
        }
    }

    /** What the line shows, typed into a conversation of one exchange. */
    String shownAfter(String line, String awaited) throws Exception {
        typed.start("tiny").enter("hello").await("Paris.");
        typed.enter(line).await(awaited);
        String text = typed.text();
        typed.leave();
        return text;
    }
}
