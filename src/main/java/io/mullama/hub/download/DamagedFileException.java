package io.mullama.hub.download;

import io.mullama.model.Digest;
import java.io.IOException;

/** What came is not what the hub promised. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(Digest found) {
        super("its digest is " + found + ", and not the one that the hub names");
    }
}
