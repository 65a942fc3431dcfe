package io.mullama.store;

import io.mullama.model.Digest;
import io.mullama.model.ModelName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes files' names of models' names, so that each has one in every file system. Stateless. */
final class FileNames {
    /** Bytes; file systems end names at 255, and extensions follow. */
    private static final int LONGEST = 200;

    private static final int KEPT = 120;

    private FileNames() {}

    /** A name's, without extension: what separates its parts is escaped, and what is too long is cut. */
    static String of(ModelName name) {
        String escaped = URLEncoder.encode(name.key(), StandardCharsets.UTF_8);
        if (escaped.length() <= LONGEST) {
            return escaped;
        }
        Digest digest = Digest.of(Digest.sha256().digest(name.key().getBytes(StandardCharsets.UTF_8)));
        // A tilde in a name is escaped, so this is no other name's.
        return escaped.substring(0, KEPT) + "~" + digest.hex();
    }
}
