package io.mullama.hub;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Content whose every word follows from the seed and its place: SplitMix64 with a counter. Immutable. */
final class FakeGeneratedContent extends FakeContent {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;

    FakeGeneratedContent(long size, long seed) {
        super(size);
        this.seed = seed;
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) {
        int done = 0;
        while (done < count) {
            long at = position + done;
            if ((at & 7) == 0 && count - done >= 8) {
                WORDS.set(into, offset + done, word(at >>> 3));
                done += 8;
            } else {
                into[offset + done] = (byte) (word(at >>> 3) >>> (8 * (at & 7)));
                done++;
            }
        }
    }

    private long word(long index) {
        long z = seed + (index + 1) * GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
