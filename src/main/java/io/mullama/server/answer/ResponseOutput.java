package io.mullama.server.answer;

import io.mullama.server.http.ResponseStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A streamed answer as an output stream; closing it does not end the answer. Not thread-safe. */
final class ResponseOutput extends OutputStream {
    private final ResponseStream stream;

    ResponseOutput(ResponseStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
        stream.write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(Arrays.copyOfRange(bytes, offset, offset + length));
    }
}
