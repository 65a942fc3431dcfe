package io.mullama.gguf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a GGUF file says about its model. Immutable.
 *
 * <p>Lookups are empty where the key is missing or its value is of another type.
 *
 * @param version of the format, 2 or 3
 * @param metadata in the file's order
 * @param tensors in the file's order
 * @param dataOffset where the data section begins, in bytes from the file's start
 * @param fileSize in bytes
 */
public record GgufHeader(
        int version, Map<String, GgufValue> metadata, List<TensorInfo> tensors, long dataOffset, long fileSize) {

    /** {@code split.count} is of 16 bits. */
    private static final int MAX_SPLITS = 65_535;

    public GgufHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = List.copyOf(tensors);
    }

    public Optional<GgufValue> metadata(String key) {
        return Optional.ofNullable(metadata.get(key));
    }

    /** A string; empty for one so long that it was left in the file. */
    public Optional<String> text(String key) {
        return metadata.get(key) instanceof GgufValue.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** A whole number of any width; empty for one over {@link Long#MAX_VALUE}. */
    public OptionalLong integer(String key) {
        return metadata.get(key) instanceof GgufValue.Whole whole
                        && (whole.type() != ValueType.U64 || whole.value() >= 0)
                ? OptionalLong.of(whole.value())
                : OptionalLong.empty();
    }

    /** A number of any kind. */
    public OptionalDouble number(String key) {
        if (metadata.get(key) instanceof GgufValue.Real real) {
            return OptionalDouble.of(real.value());
        }
        OptionalLong integer = integer(key);
        return integer.isPresent() ? OptionalDouble.of((double) integer.getAsLong()) : OptionalDouble.empty();
    }

    public Optional<Boolean> flag(String key) {
        return metadata.get(key) instanceof GgufValue.Flag flag ? Optional.of(flag.value()) : Optional.empty();
    }

    public Optional<String> architecture() {
        return text("general.architecture");
    }

    public Optional<String> name() {
        return text("general.name");
    }

    public Optional<String> license() {
        return text("general.license");
    }

    /** The size as the model's author puts it: {@code 7B}. */
    public Optional<String> sizeLabel() {
        return text("general.size_label");
    }

    /** The model's Jinja chat template, in full. */
    public Optional<String> chatTemplate() {
        return text("tokenizer.chat_template");
    }

    /** The elements of all tensors in this file. */
    public long parameterCount() {
        return tensors.stream().mapToLong(TensorInfo::elements).reduce(0, GgufHeader::addSaturated);
    }

    /** The context that the model was trained with, in tokens. */
    public OptionalLong contextLength() {
        return ofArchitecture("context_length");
    }

    public OptionalLong embeddingLength() {
        return ofArchitecture("embedding_length");
    }

    /** The number of layers. */
    public OptionalLong blockCount() {
        return ofArchitecture("block_count");
    }

    public OptionalLong vocabularySize() {
        return metadata.get("tokenizer.ggml.tokens") instanceof GgufValue.Items tokens
                ? OptionalLong.of(tokens.count())
                : ofArchitecture("vocab_size");
    }

    /** The quantization as people write it ({@code Q4_K_M}); empty where the file neither names one nor has tensors. */
    public Optional<String> quantization() {
        OptionalLong fileType = integer("general.file_type");
        return (fileType.isPresent() ? QuantizationNames.ofFileType(fileType.getAsLong()) : Optional.<String>empty())
                .or(() -> QuantizationNames.ofTensors(tensors));
    }

    public Optional<PoolingType> poolingType() {
        OptionalLong id = ofArchitecture("pooling_type");
        return id.isPresent() ? PoolingType.of(id.getAsLong()) : Optional.empty();
    }

    /** Which part of how many this file is; empty for a model in one file. */
    public Optional<Split> split() {
        long count = integer("split.count").orElse(1);
        long number = integer("split.no").orElse(0);
        return count > 1 && number >= 0 && number < count && count <= MAX_SPLITS
                ? Optional.of(new Split((int) number, (int) count))
                : Optional.empty();
    }

    private OptionalLong ofArchitecture(String key) {
        return architecture()
                .map(architecture -> integer(architecture + "." + key))
                .orElse(OptionalLong.empty());
    }

    private static long addSaturated(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
