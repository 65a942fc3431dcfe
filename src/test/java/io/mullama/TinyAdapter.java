package io.mullama;

import io.mullama.gguf.GgufBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes LoRA adapters for tiny, of numbers by chance, the same for all but for their strength. Stateless. */
public final class TinyAdapter {
    private static final int WIDTH = 128;
    private static final int LAYERS = 5;
    private static final int RANK = 4;

    private TinyAdapter() {}

    /** Changes the attention of every layer; those of opposite strengths undo each other. */
    public static Path write(Path file, double strength) throws IOException {
        Random random = new Random(5);
        GgufBuilder builder = metadata("llama");
        for (int i = 0; i < LAYERS; i++) {
            String name = "blk." + i + ".attn_output.weight";
            builder.floats(name + ".lora_a", values(random, WIDTH * RANK, 1), WIDTH, RANK);
            builder.floats(name + ".lora_b", values(random, RANK * WIDTH, strength), RANK, WIDTH);
        }
        return Files.write(file, builder.build());
    }

    /** One for a model of the same architecture with other widths. */
    public static Path writeForAnotherModel(Path file) throws IOException {
        String name = "blk.0.attn_output.weight";
        GgufBuilder builder = metadata("llama")
                .floats(name + ".lora_a", new float[64 * RANK], 64, RANK)
                .floats(name + ".lora_b", new float[RANK * 64], RANK, 64);
        return Files.write(file, builder.build());
    }

    /** The beginning of an adapter for models of that architecture, without tensors. */
    public static GgufBuilder metadata(String architecture) {
        return new GgufBuilder()
                .text("general.type", "adapter")
                .text("general.architecture", architecture)
                .text("adapter.type", "lora")
                .real("adapter.lora.alpha", RANK);
    }

    private static float[] values(Random random, int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
