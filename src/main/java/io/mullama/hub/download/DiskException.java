package io.mullama.hub.download;

import java.io.IOException;

/** The disk failed, or is full; what came until then is kept, and trying again at once is no use. */
public final class DiskException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
