package io.mullama.gguf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the fixed start of a GGUF file. Immutable.
 *
 * @param version of the format, 2 or 3
 */
record Preamble(int version, int tensorCount, int keyCount) {
    /** Many times what the largest models have; it keeps a hostile header out of the heap. */
    static final int COUNT_LIMIT = 1 << 16;

    private static final String MAGIC = "GGUF";
    private static final int MAGIC_LENGTH = 4;

    /** The formats that came before GGUF, as their magic numbers stand in a file. */
    private static final Set<String> FORERUNNERS = Set.of("lmgg", "fmgg", "tjgg", "algg");

    /** {@code <!DOCTYPE} and {@code <html}, as a server sends them that wants a password. */
    private static final Pattern PAGE = Pattern.compile("<(!do|htm).*", Pattern.CASE_INSENSITIVE);

    /** The start of what Git leaves in a file's place where Git LFS is not installed. */
    private static final String LFS_POINTER = "version https://git-lfs";

    static Preamble read(ByteCursor cursor) throws IOException, GgufException {
        checkMagic(cursor);
        int version = version(cursor);
        return new Preamble(version, count(cursor, "tensors"), count(cursor, "metadata keys"));
    }

    private static void checkMagic(ByteCursor cursor) throws IOException, GgufException {
        if (cursor.size() == 0) {
            throw GgufException.truncated("the file is empty");
        }
        String start = start(cursor, MAGIC_LENGTH);
        if (start.length() < MAGIC_LENGTH && MAGIC.startsWith(start)) {
            throw GgufException.truncated("the file has only " + start.length() + " bytes");
        }
        if (start.equals("FUGG")) {
            throw bigEndian();
        }
        if (!start.equals(MAGIC)) {
            throw notGguf(start, start + start(cursor, LFS_POINTER.length() - MAGIC_LENGTH));
        }
    }

    private static String start(ByteCursor cursor, int length) throws IOException, GgufException {
        int available = (int) Math.min(length, cursor.size() - cursor.position());
        return new String(cursor.bytes(available), StandardCharsets.ISO_8859_1);
    }

    private static GgufException notGguf(String start, String longerStart) {
        if (longerStart.equals(LFS_POINTER)) {
            return GgufException.notGguf("not a GGUF file (it is a Git LFS pointer to the file)");
        }
        return GgufException.notGguf(
                kind(start).map(kind -> "not a GGUF file (it is " + kind + ")").orElse("not a GGUF file"));
    }

    /** Never what stands in it: the path may be anybody's, and the message goes to whoever asked. */
    private static Optional<String> kind(String start) {
        if (FORERUNNERS.contains(start)) {
            return Optional.of("a GGML file from before GGUF");
        }
        if (start.startsWith("PK")) {
            return Optional.of("a ZIP archive");
        }
        return PAGE.matcher(start).matches() ? Optional.of("a page of the web") : Optional.empty();
    }

    private static int version(ByteCursor cursor) throws IOException, GgufException {
        long version = cursor.u32();
        // A version written in the other byte order has its low half empty.
        if (version != 0 && (version & 0xffff) == 0) {
            throw bigEndian();
        }
        if (version < 2) {
            throw GgufException.unsupported(
                    "GGUF version " + version + " is no longer supported, versions 2 and 3 are");
        }
        if (version > 3) {
            throw GgufException.unsupported("GGUF version " + version + " is not supported yet, versions 2 and 3 are");
        }
        return (int) version;
    }

    private static GgufException bigEndian() {
        return GgufException.unsupported("big-endian GGUF files are not supported, only little-endian ones are");
    }

    private static int count(ByteCursor cursor, String what) throws IOException, GgufException {
        long count = cursor.i64();
        if (count < 0 || count > COUNT_LIMIT) {
            throw GgufException.damaged("the header announces " + Long.toUnsignedString(count) + " " + what
                    + " at byte " + (cursor.position() - Long.BYTES) + ", and the most is " + COUNT_LIMIT);
        }
        return (int) count;
    }
}
