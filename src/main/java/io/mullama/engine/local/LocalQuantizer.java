package io.mullama.engine.local;

import io.mullama.engine.Quantizer;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.ModelParts;
import io.mullama.llama.FileType;
import io.mullama.llama.LlamaException;
import io.mullama.llama.LlamaLibrary;
import io.mullama.llama.Quantization;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Quantizes in this process, with the libraries of one folder. Thread-safe. */
public final class LocalQuantizer implements Quantizer {
    private static final Set<GgmlType> UNQUANTIZED = EnumSet.of(
            GgmlType.F32,
            GgmlType.F16,
            GgmlType.BF16,
            GgmlType.F64,
            GgmlType.I8,
            GgmlType.I16,
            GgmlType.I32,
            GgmlType.I64);

    private final Path nativeLibraries;

    public LocalQuantizer(Path nativeLibraries) {
        this.nativeLibraries = nativeLibraries;
    }

    @Override
    public List<String> types() {
        return Arrays.stream(FileType.values()).map(Enum::name).toList();
    }

    @Override
    public String requireType(String type) {
        return fileType(type).name();
    }

    private FileType fileType(String name) {
        return FileType.of(name)
                .orElseThrow(() -> new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "there is no quantization '" + name + "'",
                        "take one of " + String.join(", ", types())));
    }

    @Override
    public void quantize(Path from, Path to, String type, int threads, Progress progress) {
        FileType fileType = fileType(type);
        requireUnquantized(from);
        requireWritable(from, to);
        try {
            new Quantization(from, to, fileType, threads).run(LlamaLibrary.load(nativeLibraries), progress::done);
            requireWhole(to);
        } catch (LlamaException e) {
            delete(to);
            ErrorCode code =
                    e.kind() == LlamaException.Kind.LIBRARY ? ErrorCode.NATIVE_LIBRARY : ErrorCode.INVALID_MODEL_FILE;
            throw new MullamaException(code, e.getMessage(), e.hint()).causedBy(e);
        }
    }

    private static void requireUnquantized(Path from) {
        GgufHeader header = SourceFiles.read(from.toString(), from, ModelParts::read);
        if (header.tensors().stream().anyMatch(tensor -> !UNQUANTIZED.contains(tensor.type()))) {
            throw new MullamaException(
                    ErrorCode.INVALID_MODEL_FILE,
                    "%s is quantized already, to %s: once more would make it much worse"
                            .formatted(from, header.quantization().orElse("something")),
                    "take an F16, BF16 or F32 file of the model");
        }
    }

    private static void requireWritable(Path from, Path to) {
        try {
            if (Files.exists(to) && Files.isSameFile(from, to)) {
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "the copy of " + from + " would overwrite it",
                        "give the copy another name");
            }
            if (Files.exists(to) && !Files.isRegularFile(to)) {
                throw new IOException("it is no regular file");
            }
            Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            to + " cannot be written: " + e.getMessage(),
                            "give another place for the copy")
                    .causedBy(e);
        }
    }

    /** Where the disk is full llama.cpp does not always notice. */
    private static void requireWhole(Path copy) {
        try {
            GgufReader.read(copy);
        } catch (IOException | GgufException e) {
            delete(copy);
            throw new MullamaException(
                            ErrorCode.INTERNAL,
                            copy + " could not be written to its end: " + e.getMessage(),
                            "look whether the disk is full")
                    .causedBy(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(LocalQuantizer.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot delete what was written of " + file, e);
        }
    }
}
