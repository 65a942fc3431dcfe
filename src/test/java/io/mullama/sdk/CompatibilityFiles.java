package io.mullama.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The files kept by hand that the compatibility page needs beside results. Stateless. */
final class CompatibilityFiles {
    private CompatibilityFiles() {}

    static JsonNode read(String name) throws IOException {
        try (InputStream file = CompatibilityFiles.class.getResourceAsStream("/compatibility/" + name)) {
            return new JsonMapper().readTree(Objects.requireNonNull(file, name));
        }
    }
}
