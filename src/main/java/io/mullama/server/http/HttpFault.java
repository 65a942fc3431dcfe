package io.mullama.server.http;

/** A request that this layer refuses, with the error that the client gets; immutable. */
final class HttpFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    HttpFault(int status, String code, String message) {
        // Anybody on the network can cause these, and nobody reads their stack traces.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static HttpFault badRequest(String message) {
        return new HttpFault(400, "invalid_request", message);
    }

    static HttpFault truncated() {
        return badRequest("The connection ended in the middle of the request.");
    }

    static HttpFault notFound(String path) {
        return new HttpFault(404, "not_found", "No route goes by the path " + path + ".");
    }

    static HttpFault methodNotAllowed(String method, String path) {
        return new HttpFault(405, "method_not_allowed", "The path " + path + " does not take " + method + ".");
    }

    static HttpFault timeout() {
        return new HttpFault(408, "timeout", "The request did not arrive in time.");
    }

    static HttpFault bodyTooLarge(int maxBodyBytes) {
        return new HttpFault(
                413, "payload_too_large", "The request body is over the limit of " + maxBodyBytes + " bytes.");
    }

    static HttpFault unsupportedContentEncoding(String coding) {
        return new HttpFault(
                415,
                "unsupported_media_type",
                "The content encoding '" + coding + "' is not supported; send it plain.");
    }

    static HttpFault unknownExpectation(String expectation) {
        return new HttpFault(417, "expectation_failed", "The expectation '" + expectation + "' cannot be met.");
    }

    static HttpFault headTooLarge() {
        return new HttpFault(431, "headers_too_large", "The request line and headers are over the limit.");
    }

    static HttpFault internal() {
        return new HttpFault(500, "internal_error", "The server failed to answer the request; its log says why.");
    }

    static HttpFault unsupportedTransferEncoding(String encoding) {
        return new HttpFault(
                501,
                "unsupported_transfer_encoding",
                "The transfer encoding '" + encoding + "' is not supported; chunked is.");
    }

    static HttpFault overloaded() {
        return new HttpFault(503, "overloaded", "Too many connections are open at once; try again later.");
    }

    static HttpFault bodiesTooLarge() {
        return new HttpFault(503, "overloaded", "Too many large requests are read at once; try again later.");
    }

    static HttpFault unsupportedVersion(String version) {
        return new HttpFault(505, "unsupported_http_version", "This server speaks HTTP/1.1, not " + version + ".");
    }

    HttpError error() {
        return new HttpError(status, code, getMessage());
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
