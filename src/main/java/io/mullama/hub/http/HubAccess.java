package io.mullama.hub.http;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which hub is asked, and as whom. Immutable.
 *
 * @param endpoint its address, without a slash at the end
 * @param token the person's access token there, which no other host may see
 * @param offline whether nothing may be asked at all
 */
public record HubAccess(URI endpoint, Optional<String> token, boolean offline) {
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    /**
     * Access to a hub.
     *
     * @throws MullamaException if the token could not be sent
     */
    public HubAccess {
        if (token.filter(text -> !TOKEN.matcher(text).matches()).isPresent()) {
            throw new MullamaException(
                    ErrorCode.ACCESS_DENIED,
                    "the token for " + endpoint + " holds a character that no token has",
                    "copy it again from " + endpoint + "/settings/tokens");
        }
    }

    /** The same hub for somebody who brings a token of their own. */
    public HubAccess withToken(Optional<String> own) {
        return own.isPresent() ? new HubAccess(endpoint, own, offline) : this;
    }

    /** An address on the hub: {@code /api/models/org/repo}, percent-encoded where needed. */
    public URI resolve(String path) {
        return URI.create(endpoint + path);
    }

    /** Whether an address is the hub's own, so that it may see the token. */
    public boolean isOwn(URI address) {
        return equal(address.getScheme(), endpoint.getScheme())
                && equal(address.getHost(), endpoint.getHost())
                && port(address) == port(endpoint);
    }

    @Override
    public String toString() {
        return endpoint + (token.isPresent() ? " with a token" : "");
    }

    private static boolean equal(String a, String b) {
        return a != null && a.equalsIgnoreCase(b);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }
}
