package io.mullama.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes small GGUF files, sound ones and broken ones, with tensors one behind the other. For one thread. */
public final class GgufBuilder {
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private String magic = "GGUF";
    private int version = 3;
    private int alignment = 32;
    private long keyCount;
    private long tensorCount;
    private long dataSize;

    /** What is not zero in the data section, by its offset there. */
    private final Map<Long, byte[]> contents = new TreeMap<>();

    public GgufBuilder() {}

    GgufBuilder magic(String newMagic) {
        magic = newMagic;
        return this;
    }

    GgufBuilder version(int newVersion) {
        version = newVersion;
        return this;
    }

    /** Announces another number of keys than there are. */
    GgufBuilder keyCount(long count) {
        keyCount = count;
        return this;
    }

    /** Announces another number of tensors than there are. */
    GgufBuilder tensorCount(long count) {
        tensorCount = count;
        return this;
    }

    /** Puts so many bytes behind the header, whatever the tensors need. */
    public GgufBuilder dataSize(long size) {
        dataSize = size;
        return this;
    }

    GgufBuilder alignment(int newAlignment) {
        alignment = newAlignment;
        return u32("general.alignment", newAlignment);
    }

    public GgufBuilder text(String key, String value) {
        return key(key, ValueType.STRING, string(value.getBytes(StandardCharsets.UTF_8)));
    }

    public GgufBuilder u32(String key, int value) {
        return key(key, ValueType.U32, u32(value));
    }

    public GgufBuilder real(String key, float value) {
        return key(key, ValueType.F32, u32(Float.floatToIntBits(value)));
    }

    public GgufBuilder flag(String key, boolean value) {
        return key(key, ValueType.BOOL, new byte[] {(byte) (value ? 1 : 0)});
    }

    public GgufBuilder strings(String key, List<String> values) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        values.forEach(value -> content.writeBytes(string(value.getBytes(StandardCharsets.UTF_8))));
        return array(key, ValueType.STRING.id(), values.size(), content.toByteArray());
    }

    public GgufBuilder array(String key, ValueType elementType, long count, byte[] content) {
        return array(key, elementType.id(), count, content);
    }

    GgufBuilder array(String key, int elementType, long count, byte[] content) {
        return key(key, ValueType.ARRAY, join(u32(elementType), u64(count), content));
    }

    public GgufBuilder key(String key, ValueType type, byte[] value) {
        return key(key.getBytes(StandardCharsets.UTF_8), type.id(), value);
    }

    GgufBuilder key(byte[] key, int type, byte[] value) {
        keyCount++;
        keys.writeBytes(join(string(key), u32(type), value));
        return this;
    }

    /** Adds a tensor behind those before it. */
    public GgufBuilder tensor(String name, GgmlType type, long... dimensions) {
        tensorAt(dataSize, name, type.id(), dimensions);
        long elements = Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
        long end = dataSize + elements / type.blockSize() * type.bytesPerBlock();
        dataSize = (end + alignment - 1) / alignment * alignment;
        return this;
    }

    /** Adds a tensor of floats behind those before it. */
    public GgufBuilder floats(String name, float[] values, long... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        contents.put(dataSize, bytes.array());
        return tensor(name, GgmlType.F32, dimensions);
    }

    /** Adds a tensor of that data behind those before it. */
    public GgufBuilder tensor(String name, GgmlType type, byte[] data, long... dimensions) {
        contents.put(dataSize, data);
        return tensor(name, type, dimensions);
    }

    /** Adds so many keys as they stand in another file. */
    GgufBuilder keys(byte[] raw, long count) {
        keyCount += count;
        keys.writeBytes(raw);
        return this;
    }

    /** Adds a tensor that takes no data. */
    GgufBuilder tensorAt(long offset, String name, long type, long... dimensions) {
        byte[] shape = u32(dimensions.length);
        for (long dimension : dimensions) {
            shape = join(shape, u64(dimension));
        }
        return tensor(name.getBytes(StandardCharsets.UTF_8), join(shape, u32((int) type), u64(offset)));
    }

    GgufBuilder tensor(byte[] name, byte[] rest) {
        tensorCount++;
        tensors.writeBytes(join(string(name), rest));
        return this;
    }

    public byte[] build() {
        byte[] header = join(
                magic.getBytes(StandardCharsets.ISO_8859_1),
                u32(version),
                u64(tensorCount),
                u64(keyCount),
                keys.toByteArray(),
                tensors.toByteArray());
        int padded = (header.length + alignment - 1) / alignment * alignment;
        byte[] file = Arrays.copyOf(header, padded + (int) dataSize);
        contents.forEach((offset, bytes) -> System.arraycopy(bytes, 0, file, padded + offset.intValue(), bytes.length));
        return file;
    }

    /** A sound file, which tests add their fault to. */
    static GgufBuilder small() {
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .u32("llama.context_length", 4096)
                .tensor("token_embd.weight", GgmlType.Q8_0, 64, 10)
                .tensor("output_norm.weight", GgmlType.F32, 64);
    }

    public static byte[] u32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] u64(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    static byte[] string(byte[] bytes) {
        return join(u64(bytes.length), bytes);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
