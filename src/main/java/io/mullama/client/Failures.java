package io.mullama.client;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** What a failed exchange means for a person. Stateless. */
final class Failures {
    private Failures() {}

    /** A connection that could not be made. */
    static MullamaException connecting(HttpConnection connection, IOException e) {
        String where = connection.address().text();
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("Permission denied")) {
            return new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "you may not connect to " + where,
                            "run mullama as the user whose daemon that is, or set MULLAMA_HOME to a folder of yours")
                    .causedBy(e);
        }
        if (e instanceof SSLException) {
            return new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "what answers at " + where + " is not trusted: " + reason,
                            "name its certificate, or the one above it, in MULLAMA_CA_FILE; or is it http:// there?")
                    .causedBy(e);
        }
        return new MullamaException(
                        ErrorCode.DAEMON_UNREACHABLE, "no daemon answers at " + where + ": " + reason, next(connection))
                .causedBy(e);
    }

    /** An exchange that failed after the connection was made. */
    static MullamaException exchanging(HttpConnection connection, Exception e) {
        if (connection.isClosed()) {
            return interrupted(e);
        }
        String where = connection.address().text();
        if (e instanceof MalformedResponseException) {
            return new MullamaException(
                            ErrorCode.DAEMON_UNREACHABLE,
                            "what answers at " + where + " is not mullama: " + e.getMessage(),
                            "end that program, or set MULLAMA_HOST and MULLAMA_PORT to the daemon's address")
                    .causedBy(e);
        }
        return new MullamaException(
                        ErrorCode.DAEMON_UNREACHABLE,
                        "the daemon at " + where + " went away in the middle of its answer",
                        "its log, logs/daemon.log in MULLAMA_HOME, may say why")
                .causedBy(e);
    }

    static MullamaException interrupted(Exception e) {
        return new MullamaException(ErrorCode.INTERRUPTED, "interrupted").causedBy(e);
    }

    static MullamaException slow(HttpConnection connection, long seconds) {
        return new MullamaException(
                ErrorCode.TIMED_OUT,
                "the daemon at " + connection.address().text() + " did not answer within " + seconds + " s",
                connection.address() instanceof Address.Tcp
                        ? next(connection)
                        : "end it with 'mullama stop', and see logs/daemon.log in MULLAMA_HOME");
    }

    private static String next(HttpConnection connection) {
        return connection.address() instanceof Address.Tcp
                ? "check MULLAMA_HOST, and that 'mullama serve' runs on that machine"
                : "start one with 'mullama serve'";
    }
}
