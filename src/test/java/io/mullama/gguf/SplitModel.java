package io.mullama.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Splits a model in one file into parts, as llama.cpp's {@code gguf-split} does. For one thread. */
public final class SplitModel {
    private static final int PREAMBLE_BYTES = 24;

    private final byte[] whole;
    private final GgufHeader header;
    private final int count;

    private SplitModel(Path file, int count) throws Exception {
        this.whole = Files.readAllBytes(file);
        this.header = GgufReader.read(file);
        this.count = count;
    }

    /** Writes {@code NAME-00001-of-00003.gguf} and so on, and returns the first. */
    public static Path write(Path model, Path folder, String name, int count) throws Exception {
        SplitModel split = new SplitModel(model, count);
        for (int i = 0; i < count; i++) {
            Files.write(part(folder, name, i, count), split.part(i));
        }
        return part(folder, name, 0, count);
    }

    /** The path of a part, counted from 0. */
    public static Path part(Path folder, String name, int number, int count) {
        return folder.resolve("%s-%05d-of-%05d.gguf".formatted(name, number + 1, count));
    }

    /** The keys of a part. */
    static GgufBuilder keys(GgufBuilder builder, int number, int count, int tensors) {
        return builder.key("split.no", ValueType.U16, new byte[] {(byte) number, 0})
                .key("split.count", ValueType.U16, new byte[] {(byte) count, 0})
                .key("split.tensors.count", ValueType.I32, GgufBuilder.u32(tensors));
    }

    private byte[] part(int number) throws IOException {
        List<TensorInfo> all = header.tensors();
        GgufBuilder builder = new GgufBuilder();
        if (number == 0) {
            builder.keys(
                    Arrays.copyOfRange(whole, PREAMBLE_BYTES, keysEnd()),
                    header.metadata().size());
        }
        keys(builder, number, count, all.size());
        all.subList(all.size() * number / count, all.size() * (number + 1) / count)
                .forEach(tensor -> add(builder, tensor));
        return builder.build();
    }

    private void add(GgufBuilder builder, TensorInfo tensor) {
        int start = (int) (header.dataOffset() + tensor.offset());
        byte[] data = Arrays.copyOfRange(whole, start, start + (int) tensor.byteSize());
        long[] dimensions =
                tensor.dimensions().stream().mapToLong(Long::longValue).toArray();
        builder.tensor(tensor.name(), tensor.type(), data, dimensions);
    }

    private int keysEnd() {
        ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).position(PREAMBLE_BYTES);
        for (int i = 0; i < header.metadata().size(); i++) {
            skip(bytes, ValueType.STRING);
            skip(bytes, ValueType.of(bytes.getInt()).orElseThrow());
        }
        return bytes.position();
    }

    private static void skip(ByteBuffer bytes, ValueType type) {
        if (type == ValueType.STRING) {
            int length = (int) bytes.getLong();
            bytes.position(bytes.position() + length);
        } else if (type == ValueType.ARRAY) {
            ValueType element = ValueType.of(bytes.getInt()).orElseThrow();
            long elements = bytes.getLong();
            for (long i = 0; i < elements; i++) {
                skip(bytes, element);
            }
        } else {
            bytes.position(bytes.position() + type.width());
        }
    }
}
