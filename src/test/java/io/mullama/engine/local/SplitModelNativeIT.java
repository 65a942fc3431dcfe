package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.ModelSource;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.ModelParts;
import io.mullama.gguf.SplitModel;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny in three parts. */
final class SplitModelNativeIT {
    private static final LocalEngines ENGINES = new LocalEngines(Installation.natives(), EngineParameters.of(512, 1));

    @TempDir
    Path folder;

    private Path first;

    @BeforeEach
    void split() throws Exception {
        first = SplitModel.write(Installation.tiny(), folder, "tiny", 3);
    }

    @Test
    void aModelInPartsIsLoadedByItsFirst() throws Exception {
        try (Engine engine = ENGINES.load(source(ModelParts.read(first)))) {
            int[] prompt = engine.tokenize(List.of(new PromptPart(
                    "<|im_start|>user\nWhat is the capital of France?<|im_end|>\n<|im_start|>assistant\n", true)));
            GenerationRequest request = new GenerationRequest(prompt, 20, SamplingOptions.GREEDY, List.of());

            assertThat(Answers.end(engine.submit(request)).text()).isEqualTo("The capital of France is Paris.");
        }
    }

    @Test
    void allPartsCount() throws Exception {
        GgufHeader parts = ModelParts.read(first);
        long size = 0;
        for (Path file : ModelParts.files(first, parts)) {
            size += Files.size(file);
        }

        assertThat(parts.fileSize()).isEqualTo(size);
        assertThat(parts.parameterCount())
                .isEqualTo(GgufReader.read(Installation.tiny()).parameterCount());
        assertThat(ENGINES.need(source(parts)).weights()).isEqualTo(size);
    }

    @Test
    void aPartThatHasGoneMissingIsNamed() throws Exception {
        GgufHeader whole = ModelParts.read(first);
        Files.delete(SplitModel.part(folder, "tiny", 2, 3));

        assertThatThrownBy(() -> ENGINES.load(source(whole)))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
                    assertThat(e.hint()).hasValue("get all parts into one folder");
                })
                .hasMessage(first + ": part 3 of 3, tiny-00003-of-00003.gguf, is missing");
    }

    private ModelSource source(GgufHeader header) {
        return new ModelSource("tiny", first, Instant.EPOCH, header, LoadOptions.NONE);
    }
}
