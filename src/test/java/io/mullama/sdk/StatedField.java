package io.mullama.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a request's field that no client's test sends, as {@code compatibility/fields.json} says and
 * {@link StatedFieldsIT} proves. Immutable.
 *
 * @param route with the method
 * @param field its path, as on the page
 * @param why for the page; empty where nothing needs to be said
 * @param body a request that has the field
 */
record StatedField(Dialect dialect, String route, String field, Outcome outcome, String why, ObjectNode body) {

    /** How the daemon takes a field. */
    enum Outcome {
        WORKS("works"),
        ACCEPTED("accepted, without effect"),
        IGNORED("ignored, with a warning"),
        REFUSED("refused");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** In the order of the file. */
    static List<StatedField> all() throws IOException {
        List<StatedField> all = new ArrayList<>();
        for (JsonNode route : CompatibilityFiles.read("fields.json")) {
            for (JsonNode field : route.get("fields")) {
                ObjectNode body = route.get("body").deepCopy();
                body.setAll((ObjectNode) field.get("with"));
                all.add(new StatedField(
                        Dialect.valueOf(route.get("dialect").asText()),
                        route.get("route").asText(),
                        field.get("field").asText(),
                        Outcome.valueOf(field.get("outcome").asText()),
                        field.path("why").asText(),
                        body));
            }
        }
        return all;
    }

    /** What the daemon calls it in a warning or an error; each body has one element in its arrays. */
    String name() {
        return field.split(" = ", 2)[0].replace("[]", "[0]");
    }

    /** For the page. */
    String result() {
        return why.isEmpty() ? outcome.words : outcome.words + ": " + why;
    }

    @Override
    public String toString() {
        return route + " " + field + " " + outcome;
    }
}
