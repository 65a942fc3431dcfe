package io.mullama.gguf;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Models in one file, or split over several that stand side by side and are found by their names, as llama.cpp's
 * {@code llama_split_path} forms them: {@code x-00001-of-00003.gguf}. Stateless.
 */
public final class ModelParts {
    private static final Pattern NAME = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf");

    private ModelParts() {}

    /**
     * Reads the headers of all parts into one: the first one's metadata, the tensors of all, and the sum of the files'
     * sizes. A tensor's offset is that in its own file.
     *
     * @param file the first part, or the whole
     * @throws IOException where a file cannot be read
     * @throws GgufException where one is no GGUF file that can be used or is missing, or another than the first is given
     */
    public static GgufHeader read(Path file) throws IOException, GgufException {
        GgufHeader first = GgufReader.read(file);
        if (first.split().isEmpty()) {
            return first;
        }
        List<Path> files = files(file, first);
        List<TensorInfo> tensors = new ArrayList<>(first.tensors());
        long size = first.fileSize();
        for (int i = 1; i < files.size(); i++) {
            GgufHeader part = part(files.get(i), new Split(i, files.size()));
            tensors.addAll(part.tensors());
            size += part.fileSize();
        }
        return new GgufHeader(first.version(), first.metadata(), tensors, first.dataOffset(), size);
    }

    /**
     * The files of a model, whether they are there or not, the given one first.
     *
     * @param first its first file, and what that says
     * @throws GgufException where it is not the first, or not named as a part
     */
    public static List<Path> files(Path file, GgufHeader first) throws GgufException {
        if (first.split().isEmpty()) {
            return List.of(file);
        }
        Split split = first.split().get();
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches() || Integer.parseInt(name.group(3)) != split.count()) {
            throw GgufException.incomplete("it is part %d of %d of a model and is not named so: NAME-%05d-of-%05d.gguf"
                    .formatted(split.number() + 1, split.count(), split.number() + 1, split.count()));
        }
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= split.count(); i++) {
            files.add(file.resolveSibling("%s-%05d-of-%05d.gguf".formatted(name.group(1), i, split.count())));
        }
        if (split.number() != 0) {
            throw GgufException.notFirst("it is part %d of %d of a model, which begins with %s"
                    .formatted(split.number() + 1, split.count(), files.get(0).getFileName()));
        }
        return List.copyOf(files);
    }

    private static GgufHeader part(Path file, Split expected) throws IOException, GgufException {
        String what = "part %d of %d, %s,".formatted(expected.number() + 1, expected.count(), file.getFileName());
        GgufHeader part;
        try {
            part = GgufReader.read(file);
        } catch (NoSuchFileException e) {
            throw GgufException.incomplete(what + " is missing");
        } catch (GgufException e) {
            throw e.of(what);
        }
        // llama.cpp ends the process where the number is of another width.
        boolean sound = part.metadata("split.no")
                        .filter(no -> no.type() == ValueType.U16)
                        .isPresent()
                && part.integer("split.no").orElse(-1) == expected.number();
        if (!sound) {
            throw GgufException.damaged(what + " is not that part, as its key 'split.no' says");
        }
        return part;
    }
}
