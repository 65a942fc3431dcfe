package io.mullama.server.http;

import java.io.IOException;

/**
 * The request line and the header fields of one request; immutable once read.
 *
 * @param http11 the client speaks HTTP/1.1 rather than 1.0
 */
record RequestHead(String method, RequestTarget target, boolean http11, HeaderFields fields) {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /** Reads by RFC 9112 sections 2 to 5, refusing what parsers are known to disagree about. */
    static RequestHead read(LineReader lines) throws IOException, HttpFault {
        String[] requestLine = lines.next().split(" ", -1);
        if (requestLine.length != 3 || !isToken(requestLine[0])) {
            throw HttpFault.badRequest("The request line is malformed.");
        }
        boolean http11 = isHttp11(requestLine[2]);
        RequestTarget target = RequestTarget.parse(requestLine[1]);
        RequestHead head = new RequestHead(requestLine[0], target, http11, readFields(lines));
        int hosts = head.fields.all("host").size();
        if (hosts > 1 || (http11 && hosts == 0)) {
            throw HttpFault.badRequest("The request must have exactly one Host header.");
        }
        return head;
    }

    private static boolean isHttp11(String version) throws HttpFault {
        if (!version.matches("HTTP/[0-9]\\.[0-9]")) {
            throw HttpFault.badRequest("The request line does not end with an HTTP version.");
        }
        if (!version.startsWith("HTTP/1.")) {
            throw HttpFault.unsupportedVersion(version);
        }
        return !version.endsWith("0");
    }

    private static HeaderFields readFields(LineReader lines) throws IOException, HttpFault {
        HeaderFields fields = new HeaderFields();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            // Also refuses continuation lines (obs-fold) and blanks before the colon.
            if (colon < 0 || !isToken(line.substring(0, colon))) {
                throw HttpFault.badRequest("A header line is malformed.");
            }
            String value = HeaderFields.trimmed(line.substring(colon + 1));
            if (!isFieldValue(value)) {
                throw HttpFault.badRequest("A header value holds a control character.");
            }
            fields.add(line.substring(0, colon), value);
        }
        return fields;
    }

    static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z')
                                || TOKEN_PUNCTUATION.indexOf(c) >= 0);
    }

    static boolean isFieldValue(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff));
    }
}
