package io.mullama.server.http;

import java.io.IOException;

/** Reads the lines of a head or of chunk framing, within one deadline and one budget of bytes; for one thread. */
final class LineReader {
    private final Wire wire;
    private final Deadline deadline;
    private int bytesLeft;

    LineReader(Wire wire, Deadline deadline, int maxBytes) {
        this.wire = wire;
        this.deadline = deadline;
        this.bytesLeft = maxBytes;
    }

    /** The next line without its end, which is CRLF or a bare LF; one character per byte. */
    String next() throws IOException, HttpFault {
        String line = untilLineFeed();
        String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (content.indexOf('\r') >= 0) {
            throw HttpFault.badRequest("A line of the request holds a bare carriage return.");
        }
        return content;
    }

    /** The next line, which must end with CRLF: inside a body leniency is what request smuggling lives on. */
    String nextStrict() throws IOException, HttpFault {
        String line = untilLineFeed();
        if (line.isEmpty() || line.indexOf('\r') != line.length() - 1) {
            throw HttpFault.badRequest("A line of the chunked body does not end with CR LF.");
        }
        return line.substring(0, line.length() - 1);
    }

    private String untilLineFeed() throws IOException, HttpFault {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = wire.read(deadline);
            if (next < 0) {
                throw HttpFault.truncated();
            }
            if (--bytesLeft < 0) {
                throw HttpFault.headTooLarge();
            }
            if (next == '\n') {
                return line.toString();
            }
            line.append((char) next);
        }
    }
}
