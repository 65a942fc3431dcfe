package io.mullama.hub;

import java.util.Optional;

/** Parts of a file and the conditions on them (RFC 9110, 13.1 and 14). Stateless. */
final class FakeRanges {
    private FakeRanges() {}

    /** The whole answer, the part that was asked for, 304 or 416. */
    static FakeAnswer answer(FakeExchange exchange, FakeAnswer whole, String etag) {
        FakeAnswer tagged = whole.with("ETag", etag);
        if (exchange.header("If-None-Match").map(etag::equals).orElse(false)) {
            return FakeAnswer.empty(304).with("ETag", etag);
        }
        Optional<AskedRange> range = range(exchange, tagged.content(), etag);
        if (exchange.delivery().rangesIgnored) {
            return tagged;
        }
        FakeAnswer ranged = tagged.with("Accept-Ranges", "bytes");
        if (range.isEmpty()) {
            return ranged;
        }
        return range.get().length() > 0
                ? ranged.part(range.get())
                : FakeAnswer.empty(416)
                        .with("Content-Range", "bytes */" + whole.content().size());
    }

    private static Optional<AskedRange> range(FakeExchange exchange, FakeContent content, String etag) {
        Optional<AskedRange> asked =
                exchange.header("Range").flatMap(header -> AskedRange.parse(header, content.size()));
        asked.ifPresent(exchange::range);
        boolean applies = exchange.header("If-Range").map(etag::equals).orElse(true);
        return applies ? asked : Optional.empty();
    }
}
