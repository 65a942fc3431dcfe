package io.mullama.hub;

/** Content that a test wrote down. Immutable. */
final class FakeBytesContent extends FakeContent {
    private final byte[] bytes;

    FakeBytesContent(byte[] bytes) {
        super(bytes.length);
        this.bytes = bytes;
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) {
        System.arraycopy(bytes, Math.toIntExact(position), into, offset, count);
    }
}
