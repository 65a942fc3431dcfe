package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** An answer as its reader finds it: with what {@link Warnings} stood beside it. Immutable. */
public record WarnedAnswer<T extends JsonBody>(T answer, List<String> warnings) implements JsonBody {
    public WarnedAnswer {
        warnings = List.copyOf(warnings);
    }

    @Override
    public ObjectNode toJson() {
        return Warnings.beside(answer, warnings).toJson();
    }

    public static <T extends JsonBody> WarnedAnswer<T> fromJson(Fields fields, Function<Fields, T> reader) {
        return new WarnedAnswer<>(
                reader.apply(fields), Objects.requireNonNullElse(fields.strings("warnings"), List.of()));
    }
}
