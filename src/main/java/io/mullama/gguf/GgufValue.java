package io.mullama.gguf;

/**
 * A metadata value as it stands in the file. Immutable.
 *
 * <p>Text is what the file's author wrote: it may hold control characters, and U+FFFD where its UTF-8 was broken.
 */
public sealed interface GgufValue {

    ValueType type();

    /**
     * A whole number of any width.
     *
     * @param value the number; an {@link ValueType#U64} from 2<sup>63</sup> on is negative here and must be taken as
     *     unsigned
     */
    record Whole(ValueType type, long value) implements GgufValue {
        @Override
        public String toString() {
            return type == ValueType.U64 ? Long.toUnsignedString(value) : Long.toString(value);
        }
    }

    /** A floating-point number of either width. */
    record Real(ValueType type, double value) implements GgufValue {}

    /** A truth value. */
    record Flag(boolean value) implements GgufValue {
        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }
    }

    /** A string that was short enough to be read, or a chat template. */
    record Text(String value) implements GgufValue {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /**
     * A long string that was left in the file; {@link GgufReader#text} reads it.
     *
     * @param offset where its characters begin, in bytes from the file's start
     * @param length in bytes
     */
    record LongText(long offset, long length) implements GgufValue {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /**
     * An array, whose elements were left in the file; {@link GgufReader#elements} reads them.
     *
     * @param offset where the first element begins, in bytes from the file's start
     */
    record Items(ValueType elementType, long count, long offset) implements GgufValue {
        @Override
        public ValueType type() {
            return ValueType.ARRAY;
        }
    }
}
