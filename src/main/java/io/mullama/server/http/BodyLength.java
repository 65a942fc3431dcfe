package io.mullama.server.http;

import java.util.List;

/**
 * How the end of a request's body is found; immutable.
 *
 * @param bytes the length of a body that is not chunked
 */
record BodyLength(boolean chunked, long bytes) {
    /** Longer numbers than fit are over any limit. */
    private static final int MAX_DIGITS = 18;

    /** By RFC 9112 section 6.3, refusing every request whose end two parsers may see in two places. */
    static BodyLength of(RequestHead head) throws HttpFault {
        List<String> lengths = head.fields().all("content-length");
        List<String> encodings = head.fields().all("transfer-encoding");
        if (encodings.isEmpty()) {
            return new BodyLength(false, lengths.isEmpty() ? 0 : agreed(lengths));
        }
        if (!lengths.isEmpty()) {
            throw HttpFault.badRequest("The request has both Content-Length and Transfer-Encoding.");
        }
        if (!head.http11()) {
            throw HttpFault.badRequest("An HTTP/1.0 request cannot have a Transfer-Encoding.");
        }
        if (encodings.size() != 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
            throw HttpFault.unsupportedTransferEncoding(String.join(", ", encodings));
        }
        return new BodyLength(true, 0);
    }

    /** Fails for a body that is compressed: nothing here is told to send one. */
    void requirePlain(RequestHead head) throws HttpFault {
        List<String> codings = head.fields().tokens("content-encoding");
        if (!isEmpty() && codings.stream().anyMatch(coding -> !coding.equals("identity"))) {
            throw HttpFault.unsupportedContentEncoding(String.join(", ", codings));
        }
    }

    boolean isEmpty() {
        return !chunked && bytes == 0;
    }

    private static long agreed(List<String> lengths) throws HttpFault {
        long distinct = lengths.stream().distinct().count();
        String digits = lengths.get(0);
        if (distinct > 1) {
            throw HttpFault.badRequest("The request has conflicting Content-Length headers.");
        }
        if (!digits.matches("[0-9]+")) {
            throw HttpFault.badRequest("The Content-Length is not a number.");
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }
}
