package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads the parameters of a Modelfile as the fields of a request. Stateless. */
public final class ModelParameters {
    private static final System.Logger LOG = System.getLogger(ModelParameters.class.getName());

    /** Those that a request has as lists. */
    private static final Set<String> LISTS = Set.of("stop", "dry_sequence_breakers");

    private static final Set<String> TEXTS = Set.of("grammar");

    private ModelParameters() {}

    /** What a recipe asks for where a request does not say; a value that a request could not have does not count. */
    public static GenerationOptions of(ModelRecipe recipe) {
        GenerationOptions options = GenerationOptions.DEFAULTS;
        for (String name : recipe.parameters().stream()
                .map(ModelRecipe.Parameter::name)
                .distinct()
                .toList()) {
            try {
                options = options.orElse(of(name, recipe.values(name)));
            } catch (MullamaException e) {
                LOG.log(System.Logger.Level.WARNING, "a parameter is left out: " + e.getMessage());
            }
        }
        return options;
    }

    /**
     * What one parameter asks for; nothing where no request has an option of that name.
     *
     * @param values one, or more for a list
     * @throws MullamaException if a request could not have such a value
     */
    public static GenerationOptions of(String name, List<String> values) {
        return GenerationOptions.fromJson(field(name, values));
    }

    /** The last value, or all of them for a list. */
    private static Fields field(String name, List<String> values) {
        ObjectNode json = Json.object();
        String last = values.get(values.size() - 1);
        if (LISTS.contains(name)) {
            ArrayNode list = json.putArray(name);
            values.forEach(list::add);
        } else if (name.equals("samplers") || name.equals("logit_bias")) {
            json.set(name, tree(name, last));
        } else if (TEXTS.contains(name)) {
            json.put(name, last);
        } else if (name.equals("num_predict")) {
            // Ollama's -2 fills the context, as its -1 does here.
            json.put("max_tokens", number(name, last).max(BigDecimal.ONE.negate()));
        } else if (last.equals("true") || last.equals("false")) {
            json.put(name, Boolean.parseBoolean(last));
        } else {
            json.put(name, number(name, last));
        }
        return new Fields(json);
    }

    /** JSON, or names with commas. */
    private static JsonNode tree(String name, String value) {
        if (value.startsWith("[") || value.startsWith("{")) {
            return Json.tree(name, value);
        }
        ArrayNode list = Json.object().arrayNode();
        Arrays.stream(value.split("[,;]")).map(String::strip).forEach(list::add);
        return list;
    }

    /** As precise as it is written, for the sake of seeds. */
    private static BigDecimal number(String name, String value) {
        try {
            return new BigDecimal(value.strip());
        } catch (NumberFormatException e) {
            throw MullamaException.invalidField(name, "'" + name + "' must be a number, not " + value);
        }
    }
}
