package io.mullama.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;

/** Reads TOML that a person has written. Stateless. */
public final class TomlText {
    private TomlText() {}

    /**
     * The text as a tree.
     *
     * @param source what errors name, as a rule the file
     * @throws MullamaException that says in which line it is not TOML
     */
    public static JsonNode parse(String source, String text) {
        try {
            return new TomlMapper().readTree(text);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new MullamaException(
                            ErrorCode.INVALID_SETTING,
                            source + where + " is not TOML",
                            e.getOriginalMessage().lines().findFirst().orElse("mend it or remove it"))
                    .causedBy(e);
        }
    }
}
