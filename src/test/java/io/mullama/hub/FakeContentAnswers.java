package io.mullama.hub;

import io.mullama.hub.FakeSignedAddresses.Signed;
import java.util.Optional;

/** What the content host answers: bytes to those who hold a signed address, whoever they are. Thread-safe. */
final class FakeContentAnswers implements FakeHost.Routes {
    private final FakeSignedAddresses addresses;

    FakeContentAnswers(FakeSignedAddresses addresses) {
        this.addresses = addresses;
    }

    static FakeAnswer denied(String message) {
        return FakeAnswer.text(
                        403,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>"
                                + message + "</Message></Error>")
                .with("Content-Type", "application/xml");
    }

    @Override
    public void identify(FakeExchange exchange) {
        signed(exchange)
                .ifPresentOrElse(
                        signed -> exchange.concerns(signed.repository(), signed.file()),
                        () -> exchange.concerns("", ""));
    }

    @Override
    public FakeAnswer answer(FakeExchange exchange) {
        Optional<Signed> signed = signed(exchange);
        if (exchange.kind() != RequestKind.CONTENT || signed.isEmpty()) {
            return denied("Access Denied");
        }
        if (addresses.hasExpired(signature(exchange))) {
            return denied("Request has expired");
        }
        FakeContent content = exchange.delivery().substitute.orElse(signed.get().content());
        FakeAnswer whole = FakeAnswer.whole(200, content)
                .with("Content-Type", "binary/octet-stream")
                .with("Content-Disposition", exchange.query().getOrDefault("response-content-disposition", "inline"));
        return FakeRanges.answer(exchange, whole, etag(content));
    }

    /** As on the real one, a digest of another kind than the one that the hub tells. */
    static String etag(FakeContent content) {
        return '"' + new FakeHash("MD5").text(content.sha256()).hex() + '"';
    }

    private Optional<Signed> signed(FakeExchange exchange) {
        String digest = exchange.digest();
        return addresses.find(signature(exchange), digest);
    }

    private static String signature(FakeExchange exchange) {
        return exchange.query().getOrDefault("signature", "");
    }
}
