package io.mullama.gguf;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what GGUF files say about their models, taking every file for hostile. Stateless.
 *
 * <p>The format is that of {@code gguf.h} in llama.cpp v0.4.0, and what that refuses is refused here.
 */
public final class GgufReader {
    private GgufReader() {}

    /**
     * Reads a file's header and checks that all its tensors lie within the file.
     *
     * @throws IOException where the file is missing or cannot be read
     * @throws GgufException where it is no GGUF file that can be used
     */
    public static GgufHeader read(Path file) throws IOException, GgufException {
        try (SeekableByteChannel channel = open(file)) {
            return HeaderReader.read(channel);
        }
    }

    /**
     * Reads the first elements of an array, at most {@code limit} of them.
     *
     * @throws GgufException where the file is no longer the one that the array was found in, or its strings take more
     *     than 16 MiB
     */
    public static List<GgufValue> elements(Path file, GgufValue.Items items, int limit)
            throws IOException, GgufException {
        try (SeekableByteChannel channel = open(file)) {
            ByteCursor cursor = new ByteCursor(channel, items.offset());
            cursor.enter(Place.of("an array"));
            TextReader texts = new TextReader(cursor);
            MetadataReader reader = new MetadataReader(cursor, texts);
            List<GgufValue> elements = new ArrayList<>();
            for (long i = 0; i < Math.min(items.count(), limit); i++) {
                elements.add(
                        items.elementType() == ValueType.STRING
                                ? new GgufValue.Text(texts.text())
                                : reader.scalar(items.elementType()));
            }
            return List.copyOf(elements);
        }
    }

    /**
     * Reads a string that was left in the file.
     *
     * @throws GgufException where the file is no longer the one that the string was found in, or takes more than 16 MiB
     */
    public static String text(Path file, GgufValue.LongText text) throws IOException, GgufException {
        try (SeekableByteChannel channel = open(file)) {
            ByteCursor cursor = new ByteCursor(channel, text.offset());
            cursor.enter(Place.of("a string"));
            return new TextReader(cursor).text(text.length());
        }
    }

    private static SeekableByteChannel open(Path file) throws IOException, GgufException {
        // Opening a pipe would wait for its writer.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw GgufException.notGguf("not a GGUF file (it is no regular file)");
        }
        return Files.newByteChannel(file);
    }
}
