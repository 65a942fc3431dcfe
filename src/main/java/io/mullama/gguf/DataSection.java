package io.mullama.gguf;

import java.util.List;

/**
 * Where the tensors' data lies in the file. Immutable.
 *
 * @param start in bytes from the file's start
 * @param alignment in bytes, a power of two
 */
record DataSection(long start, long alignment, long fileSize) {

    /** The data section that begins at the first aligned byte behind the header. */
    static DataSection behind(long headerEnd, long alignment, long fileSize) {
        return new DataSection(padded(headerEnd, alignment), alignment, fileSize);
    }

    /** Checks that the tensors lie one behind the other, as llama.cpp wants them, and within the file. */
    void check(List<TensorInfo> tensors) throws GgufException {
        long expected = 0;
        for (TensorInfo tensor : tensors) {
            if (tensor.offset() != expected) {
                throw misplaced(tensor, expected);
            }
            checkEnd(tensor);
            expected = padded(expected + tensor.byteSize(), alignment);
        }
    }

    private GgufException misplaced(TensorInfo tensor, long expected) {
        long offset = tensor.offset();
        String where =
                "tensor '" + tensor.name() + "' begins at byte " + Long.toUnsignedString(offset) + " of the data";
        if ((offset & (alignment - 1)) != 0) {
            return GgufException.damaged(where + ", which is no multiple of the alignment " + alignment);
        }
        return GgufException.damaged(
                offset >= 0 && offset < expected
                        ? where + " and overlaps the tensors before it, which end at " + expected
                        : where + " and leaves a gap, for the tensors before it end at " + expected);
    }

    private void checkEnd(TensorInfo tensor) throws GgufException {
        // Subtracting from the file's size cannot overflow; adding up sizes that the file names could.
        if (tensor.byteSize() > fileSize - start - tensor.offset()) {
            long end = start + tensor.offset() + tensor.byteSize();
            throw GgufException.truncated("tensor '" + tensor.name() + "' ends at byte " + Long.toUnsignedString(end)
                    + " but the file has " + fileSize + " bytes");
        }
    }

    private static long padded(long position, long alignment) {
        return (position + alignment - 1) & -alignment;
    }
}
