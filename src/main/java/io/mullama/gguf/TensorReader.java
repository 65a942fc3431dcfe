package io.mullama.gguf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a header says about its tensors. For one thread. */
final class TensorReader {
    /** One below {@code GGML_MAX_NAME}, in bytes. */
    private static final int MAX_NAME_LENGTH = 63;

    private static final int MAX_DIMENSIONS = 4;

    /** Ids up to here are taken for types of a release to come, those beyond for damage. */
    private static final long PLAUSIBLE_TYPE = 255;

    private final ByteCursor cursor;
    private final TextReader texts;

    TensorReader(ByteCursor cursor, TextReader texts) {
        this.cursor = cursor;
        this.texts = texts;
    }

    List<TensorInfo> read(int tensorCount) throws IOException, GgufException {
        List<TensorInfo> tensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tensorCount; i++) {
            long start = cursor.position();
            cursor.enter(Place.numbered("tensor", i + 1, tensorCount));
            String name = texts.name(MAX_NAME_LENGTH);
            cursor.enter(Place.named("tensor", name));
            if (!names.add(name)) {
                throw GgufException.damaged(cursor.place() + " occurs twice, the second time at byte " + start);
            }
            TensorInfo tensor = new TensorInfo(name, dimensions(), type(), cursor.i64());
            checkShape(tensor);
            tensors.add(tensor);
        }
        return tensors;
    }

    private List<Long> dimensions() throws IOException, GgufException {
        long count = cursor.u32();
        if (count > MAX_DIMENSIONS) {
            throw GgufException.damaged(cursor.place() + " has " + count + " dimensions at byte "
                    + (cursor.position() - Integer.BYTES) + ", and the most is " + MAX_DIMENSIONS);
        }
        List<Long> dimensions = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            dimensions.add(dimension());
        }
        return dimensions;
    }

    private long dimension() throws IOException, GgufException {
        long dimension = cursor.i64();
        if (dimension < 0) {
            throw GgufException.damaged(cursor.place() + " has the impossible dimension "
                    + Long.toUnsignedString(dimension) + " at byte " + (cursor.position() - Long.BYTES));
        }
        return dimension;
    }

    private GgmlType type() throws IOException, GgufException {
        long id = cursor.u32();
        Optional<GgmlType> type = GgmlType.of(id);
        if (type.isEmpty()) {
            throw unreadable(id);
        }
        return type.get();
    }

    private GgufException unreadable(long id) {
        return GgmlType.removed(id)
                .map(name -> GgufException.unsupported(
                        cursor.place() + " has the ggml type " + name + ", which llama.cpp reads no more"))
                .orElseGet(() -> id <= PLAUSIBLE_TYPE
                        ? GgufException.unsupported(
                                cursor.place() + " has the ggml type " + id + ", which is not known yet")
                        : GgufException.damaged(cursor.place() + " has the unknown ggml type " + id + " at byte "
                                + (cursor.position() - Integer.BYTES)));
    }

    private void checkShape(TensorInfo tensor) throws GgufException {
        int block = tensor.type().blockSize();
        long row = tensor.dimensions().isEmpty() ? 1 : tensor.dimensions().get(0);
        if (row % block != 0) {
            throw GgufException.damaged(cursor.place() + " has rows of " + row + " elements, which do not fill the "
                    + tensor.type() + " blocks of " + block);
        }
        try {
            tensor.byteSize();
        } catch (ArithmeticException e) {
            throw GgufException.damaged(
                    cursor.place() + " has more elements than can be counted: " + tensor.dimensions());
        }
    }
}
