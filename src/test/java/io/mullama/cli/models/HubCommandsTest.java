package io.mullama.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import org.junit.jupiter.api.Test;

/** {@code mullama search} and {@code mullama info}: what could be pulled, and whether it fits. */
class HubCommandsTest extends ModelCommands {
    private static final String FOUND = """
            {"models":[{"name":"qwen2.5:7b","description":"Alibaba's","size_hint":"7B",
              "files":[{"quantization":"Q4_K_M","size_bytes":4700000000,"fits":"yes"}]},
            {"name":"hf:org/Qwen-GGUF","description":"","size_hint":"","downloads":12345,
              "files":[{"quantization":"Q2_K","fits":"yes"},{"quantization":"Q3_K_M","fits":"yes"},
                {"quantization":"Q4_K_M","fits":"yes"},{"quantization":"Q8_0","fits":"tight"},
                {"quantization":"F16","fits":"no"}]}]}""";

    private static final String INFO = """
            {"name":"hf:org/M","repository":"org/M","license":"mit","parameters":7000000000,"downloads":1234,
             "likes":5,"gated":true,"memory_bytes":8000000000,"updated_at":"2026-01-01T00:00:00Z","files":[
              {"name":"m-Q4_0.gguf","pull":"hf:org/M:Q4_0","quantization":"Q4_0","size_bytes":4000000000,
               "needed_bytes":5000000000,"fits":"yes","here":true,"is_default":true},
              {"name":"m-F16.gguf","pull":"hf:org/M:F16","quantization":"F16","size_bytes":14000000000,
               "needed_bytes":15000000000,"fits":"no"}]}""";

    @Test
    void searchShowsShortNamesAndRepositoriesAndWhatFits() {
        handler = answering(FOUND);
        assertThat(cli.run("search", "qwen", "7b")).isEqualTo(new CliRun.Result(0, """
                NAME                PARAMETERS    DOWNLOADS    FITS                             DESCRIPTION
                qwen2.5:7b          7B                         ✓ Q4_K_M                         Alibaba's
                hf:org/Qwen-GGUF                  12.3K        ✓ Q2_K..Q4_K_M  ~ Q8_0  ✗ F16
                """, ""));
        assertThat(asked()).isEqualTo("GET /api/search?q=qwen%207b");
        assertThat(cli.run("search", "--json").out()).contains("\"downloads\" : 12345", "\"fits\" : \"tight\"");
        assertThat(cli.run("search", "--limit", "1").out())
                .contains("qwen2.5:7b")
                .doesNotContain("org/Qwen");
        assertThat(cli.run("search", "--limit", "0").err())
                .isEqualTo("mullama: --limit is 0; it takes a number from 1 on\n");
    }

    @Test
    void marksAreLettersWhereTheTerminalHasNoOthersAndAreExplainedThere() {
        handler = answering(FOUND);
        assertThat(cli.with("LC_ALL", "C").run("search", "qwen").out())
                .contains("+ Q2_K..Q4_K_M  ~ Q8_0  x F16")
                .doesNotContain("by estimate");
        assertThat(cli.terminals("ioe").run("search", "qwen").out())
                .endsWith("\u001b[2m+ fits into memory   ~ hardly   x too large, by estimate\u001b[0m\n");
    }

    @Test
    void searchSaysWhyItFoundShortNamesAlone() {
        handler = answering("{\"models\":[],\"warnings\":"
                + "[\"cannot reach https://hub: no connection; these are the short names alone\"]}");
        assertThat(cli.run("search", "qwen"))
                .isEqualTo(new CliRun.Result(
                        3,
                        "",
                        "mullama: cannot reach https://hub: no connection; these are the short names alone\n"
                                + "mullama: nothing was found for 'qwen'\n"));
    }

    @Test
    void infoShowsTheRepositoryAndItsFiles() {
        handler = answering(INFO);
        assertThat(cli.run("info", "hf:org/M")).isEqualTo(new CliRun.Result(0, """
                Repository
                  name           org/M
                  parameters     7B
                  license        mit
                  downloads      1.2K
                  likes          5
                  updated        2 days ago
                  gated          yes: accept its licence at the hub, and set HF_TOKEN
                  memory here    8 GB

                QUANTIZATION    SIZE     NEEDS    FITS    NOTE             NAME
                Q4_0            4 GB     5 GB     ✓       default, here    hf:org/M:Q4_0
                F16             14 GB    15 GB    ✗                        hf:org/M:F16
                """, ""));
        assertThat(asked()).isEqualTo("GET /api/info?model=hf%3Aorg%2FM");
        assertThat(cli.run("info", "--json", "hf:org/M").out()).contains("\"needed_bytes\" : 5000000000");
    }
}
