package io.mullama.server.access;

import io.mullama.config.AccessSettings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.net.InetSocketAddress;
import java.util.List;

/** Keeps a daemon from being open to other machines by mistake. Stateless. */
public final class Exposure {
    private Exposure() {}

    /**
     * Refuses addresses that other machines reach, where anybody there could use the daemon.
     *
     * @throws MullamaException that says how to have keys, or to do without
     */
    public static void requireKeys(List<InetSocketAddress> addresses, AccessSettings settings) {
        boolean guarded = settings.isInsecure() || !settings.keys().isEmpty();
        for (InetSocketAddress address : addresses) {
            if (!guarded && !address.getAddress().isLoopbackAddress()) {
                throw new MullamaException(
                        ErrorCode.INVALID_SETTING,
                        "everybody who reaches " + address.getAddress().getHostAddress() + " port " + address.getPort()
                                + " could use the daemon: no API key is set",
                        "set MULLAMA_API_KEY, or api_keys in config.toml; or give --insecure if that is meant");
            }
        }
    }
}
