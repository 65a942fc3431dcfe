package io.mullama.gguf;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the metadata of a header, whose arrays and long strings it leaves in the file. For one thread. */
final class MetadataReader {
    private static final int MAX_KEY_LENGTH = 65_535;

    /** Longer strings stay in the file, in bytes. */
    private static final long SHORT_TEXT = 64 << 10;

    /** Templates in use take up to about 30 KiB. */
    private static final long MAX_TEMPLATE_LENGTH = 8 << 20;

    private static final String TEMPLATE = "tokenizer.chat_template";

    /** As llama.cpp has it, in elements. */
    private static final long MAX_ARRAY_COUNT = 1L << 30;

    private final ByteCursor cursor;
    private final TextReader texts;

    MetadataReader(ByteCursor cursor, TextReader texts) {
        this.cursor = cursor;
        this.texts = texts;
    }

    Map<String, GgufValue> read(int keyCount) throws IOException, GgufException {
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        for (int i = 0; i < keyCount; i++) {
            long start = cursor.position();
            cursor.enter(Place.numbered("metadata key", i + 1, keyCount));
            String key = texts.name(MAX_KEY_LENGTH);
            cursor.enter(Place.named("key", key));
            if (metadata.containsKey(key)) {
                throw GgufException.damaged(cursor.place() + " occurs twice, the second time at byte " + start);
            }
            metadata.put(key, value(key));
        }
        return metadata;
    }

    private GgufValue value(String key) throws IOException, GgufException {
        ValueType type = type("value");
        return switch (type) {
            case ARRAY -> items();
            case STRING -> string(key);
            default -> scalar(type);
        };
    }

    private ValueType type(String what) throws IOException, GgufException {
        long id = cursor.u32();
        Optional<ValueType> type = ValueType.of(id);
        if (type.isEmpty()) {
            throw GgufException.damaged(cursor.place() + " has the unknown " + what + " type " + id + " at byte "
                    + (cursor.position() - Integer.BYTES));
        }
        return type.get();
    }

    /** Reads a number or a truth value. */
    GgufValue scalar(ValueType type) throws IOException, GgufException {
        return switch (type) {
            case U8 -> new GgufValue.Whole(type, cursor.u8());
            case I8 -> new GgufValue.Whole(type, (byte) cursor.u8());
            case U16 -> new GgufValue.Whole(type, cursor.u16());
            case I16 -> new GgufValue.Whole(type, (short) cursor.u16());
            case U32 -> new GgufValue.Whole(type, cursor.u32());
            case I32 -> new GgufValue.Whole(type, (int) cursor.u32());
            case U64, I64 -> new GgufValue.Whole(type, cursor.i64());
            case F32 -> new GgufValue.Real(type, Float.intBitsToFloat((int) cursor.u32()));
            case F64 -> new GgufValue.Real(type, Double.longBitsToDouble(cursor.i64()));
            case BOOL -> new GgufValue.Flag(cursor.u8() != 0);
            case STRING, ARRAY -> throw new IllegalArgumentException(type.name());
        };
    }

    private GgufValue string(String key) throws IOException, GgufException {
        long length = cursor.stringLength();
        boolean template = key.startsWith(TEMPLATE);
        if (template && length > MAX_TEMPLATE_LENGTH) {
            throw GgufException.damaged(
                    cursor.place() + " has " + length + " bytes, and the most is " + MAX_TEMPLATE_LENGTH);
        }
        if (template || length <= SHORT_TEXT) {
            return new GgufValue.Text(texts.text(length));
        }
        long offset = cursor.position();
        cursor.skip(length);
        return new GgufValue.LongText(offset, length);
    }

    private GgufValue items() throws IOException, GgufException {
        ValueType elementType = type("element");
        if (elementType == ValueType.ARRAY) {
            throw GgufException.damaged(cursor.place() + " is an array of arrays, which llama.cpp does not read");
        }
        long count = cursor.i64();
        if (count < 0 || count > MAX_ARRAY_COUNT) {
            throw GgufException.damaged(cursor.place() + " has an array of " + Long.toUnsignedString(count)
                    + " elements at byte " + (cursor.position() - Long.BYTES) + ", and the most is "
                    + MAX_ARRAY_COUNT);
        }
        long offset = cursor.position();
        if (elementType == ValueType.STRING) {
            cursor.skipStrings(count);
        } else {
            cursor.skip(count * elementType.width());
        }
        return new GgufValue.Items(elementType, count, offset);
    }
}
