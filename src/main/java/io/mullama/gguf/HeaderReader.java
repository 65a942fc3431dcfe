package io.mullama.gguf;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;

/** Reads and checks a whole header. Stateless. */
final class HeaderReader {
    private static final String ALIGNMENT = "general.alignment";
    private static final long DEFAULT_ALIGNMENT = 32;

    private HeaderReader() {}

    static GgufHeader read(SeekableByteChannel channel) throws IOException, GgufException {
        ByteCursor cursor = new ByteCursor(channel, 0);
        TextReader texts = new TextReader(cursor);
        Preamble preamble = Preamble.read(cursor);
        Map<String, GgufValue> metadata = new MetadataReader(cursor, texts).read(preamble.keyCount());
        long alignment = alignment(metadata);
        List<TensorInfo> tensors = new TensorReader(cursor, texts).read(preamble.tensorCount());
        DataSection data = DataSection.behind(cursor.position(), alignment, cursor.size());
        data.check(tensors);
        GgufHeader header = new GgufHeader(preamble.version(), metadata, tensors, data.start(), cursor.size());
        checkSplit(header);
        return header;
    }

    private static long alignment(Map<String, GgufValue> metadata) throws GgufException {
        GgufValue value = metadata.getOrDefault(ALIGNMENT, new GgufValue.Whole(ValueType.U32, DEFAULT_ALIGNMENT));
        if (value instanceof GgufValue.Whole whole && whole.type() == ValueType.U32) {
            if (Long.bitCount(whole.value()) == 1) {
                return whole.value();
            }
            throw GgufException.damaged("key '" + ALIGNMENT + "' is " + whole + " and no power of two");
        }
        throw GgufException.damaged("key '" + ALIGNMENT + "' is of type " + value.type() + " and not U32");
    }

    private static void checkSplit(GgufHeader header) throws GgufException {
        long count = header.integer("split.count").orElse(1);
        if (count > 1 && header.split().isEmpty()) {
            throw GgufException.damaged(
                    "key 'split.no' is " + header.integer("split.no").orElse(0) + " but key 'split.count' is " + count);
        }
    }
}
