package io.mullama.client;

import io.mullama.config.Directories;
import io.mullama.config.Endpoint;
import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.daemon.DaemonInfo;
import io.mullama.daemon.DaemonLock;
import io.mullama.daemon.RegistryFile;
import io.mullama.daemon.SocketPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where this person's daemon may be found, the likeliest place first. Not thread-safe. */
final class DaemonLocator {
    private final Directories directories;
    private final Settings settings;
    private final Dialogue dialogue;
    private boolean warned;

    DaemonLocator(ClientSetup setup) {
        this.directories = setup.directories();
        this.settings = setup.settings();
        this.dialogue = setup.dialogue();
    }

    /** The daemon on another machine that {@code MULLAMA_HOST} names. */
    Optional<Address> elsewhere() {
        Endpoint endpoint = settings.endpoint();
        return endpoint.isThisMachine() ? Optional.empty() : Optional.of(tcp(endpoint));
    }

    /**
     * The address of this machine that {@code MULLAMA_HOST} names with its port while the daemon of our home listens
     * elsewhere: whoever names another daemon does not mean that one. In the file, {@code host} says where to listen.
     */
    Optional<Address> named() {
        Endpoint endpoint = settings.endpoint().forClient();
        String host = settings.text(Setting.HOST);
        String port = ":" + endpoint.port();
        boolean withPort = endpoint.port() > 0 && (host.endsWith(port) || host.endsWith(port + "/"));
        if (settings.layer(Setting.HOST) != Settings.Layer.ENVIRONMENT || !withPort) {
            return Optional.empty();
        }
        return registered()
                .filter(info -> !listensOn(info, endpoint.port()))
                .filter(info -> isAlive(info))
                .map(info -> tcp(endpoint));
    }

    private boolean isAlive(DaemonInfo info) {
        try {
            return process(info).isPresent() && DaemonLock.isHeld(directories.daemonLock());
        } catch (IOException e) {
            // Whoever connects or stops says what is wrong with the lock.
            return false;
        }
    }

    /** The places on this machine; where a daemon that is not there yet will be is among them. */
    List<Address> here() {
        List<Path> sockets = new ArrayList<>(2);
        sockets.add(socket());
        Optional<DaemonInfo> registered = registered();
        registered.ifPresent(info -> addIfNew(sockets, info.socket()));
        if (sockets.size() == 2 && settings.socket().isEmpty()) {
            // Nobody asked for a place, so what the last daemon wrote is likelier than the default.
            Collections.swap(sockets, 0, 1);
        }
        List<Address> places = new ArrayList<>(3);
        for (Path socket : sockets) {
            if (isSafe(socket)) {
                places.add(new Address.Unix(socket));
            }
        }
        Endpoint endpoint = settings.endpoint().forClient();
        if (settings.isSet(Setting.HOST) && endpoint.port() > 0) {
            // A port that our own daemon does not listen on leads somewhere else: through a tunnel, or into a
            // container.
            boolean ours =
                    registered.filter(info -> listensOn(info, endpoint.port())).isPresent();
            places.add(ours ? places.size() : 0, tcp(endpoint));
        }
        return places;
    }

    private Address tcp(Endpoint endpoint) {
        return new Address.Tcp(endpoint.host(), endpoint.port(), TcpSecurity.of(settings));
    }

    private static boolean listensOn(DaemonInfo info, int port) {
        String http = info.httpEndpoint();
        return http != null && http.endsWith(":" + port);
    }

    /** Where the socket of a daemon started now will be. */
    Path socket() {
        return SocketPath.of(directories.home(), settings.text(Setting.SOCKET));
    }

    /** The daemon that wrote the registry file, alive or dead; a damaged file is told of once. */
    Optional<DaemonInfo> registered() {
        RegistryFile.Reading reading = reading();
        if (reading instanceof RegistryFile.Reading.Corrupt corrupt && !warned) {
            warned = true;
            dialogue.tell("the daemon's registry file " + directories.registryFile() + " is damaged ("
                    + corrupt.problem() + ") and is passed over; 'mullama stop' lets the next daemon write it anew");
        }
        return reading instanceof RegistryFile.Reading.Found found ? Optional.of(found.info()) : Optional.empty();
    }

    /** The process that wrote what is registered, unless that is a later one which was given the same number. */
    static Optional<ProcessHandle> process(DaemonInfo info) {
        Instant latest = info.startedAt().plusSeconds(1);
        return ProcessHandle.of(info.pid())
                .filter(process -> process.info().startInstant().orElse(latest).compareTo(latest) <= 0);
    }

    /** Whether the daemon that answers there, with that process number, is the one of our home. */
    boolean isOfOurHome(Address place, long pid) {
        return reading() instanceof RegistryFile.Reading.Found found
                ? found.info().pid() == pid
                : place instanceof Address.Unix;
    }

    private RegistryFile.Reading reading() {
        return new RegistryFile(directories.registryFile()).read();
    }

    private static void addIfNew(List<Path> sockets, Path socket) {
        if (!sockets.contains(socket)) {
            sockets.add(socket);
        }
    }

    private boolean isSafe(Path socket) {
        try {
            return SocketPath.isSafe(socket, directories.home());
        } catch (IOException e) {
            // The folder is not there, so neither is the socket.
            return false;
        }
    }
}
