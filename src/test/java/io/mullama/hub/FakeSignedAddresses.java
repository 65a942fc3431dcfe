package io.mullama.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses on the content host that the hub has handed out, each good until it expires. Thread-safe. */
final class FakeSignedAddresses {
    private final List<Signed> issued = new ArrayList<>();
    private int expired;

    /** Handed out for this file. */
    record Signed(String repository, String file, FakeContent content) {}

    synchronized String issue(URI host, Signed signed) {
        issued.add(signed);
        String name = signed.file().substring(signed.file().lastIndexOf('/') + 1);
        String disposition = "inline; filename*=UTF-8''" + name + "; filename=\"" + name + "\";";
        return host + "/blobs/" + signed.content().sha256() + "?response-content-disposition="
                + URLEncoder.encode(disposition, StandardCharsets.UTF_8) + "&signature=" + issued.size();
    }

    /** What such an address was handed out for, whether it has expired or not. */
    synchronized Optional<Signed> find(String signature, String digest) {
        if (!signature.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int index = Integer.parseInt(signature) - 1;
        return index >= 0
                        && index < issued.size()
                        && issued.get(index).content().sha256().equals(digest)
                ? Optional.of(issued.get(index))
                : Optional.empty();
    }

    synchronized boolean hasExpired(String signature) {
        return Integer.parseInt(signature) <= expired;
    }

    synchronized void expireAll() {
        expired = issued.size();
    }
}
