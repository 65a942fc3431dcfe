package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.util.Locale;

/**
 * The {@code details} of a model: Ollama's fields and no more, as some clients refuse what they do not know. Immutable.
 *
 * @param parent the model that it was made of; empty for none
 * @param family its architecture: {@code llama}
 * @param quantization {@code Q4_K_M}
 */
public record OllamaDetails(String parent, String family, long parameters, String quantization) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("parent_model", parent).put("format", "gguf").put("family", family);
        json.putArray("families").add(family);
        return json.put("parameter_size", size(parameters)).put("quantization_level", quantization);
    }

    /** A count as Ollama words it: {@code 7.6B}, {@code 334.09M}, {@code 12K}. */
    static String size(long count) {
        if (count >= 1_000_000_000) {
            return worded(count, 1e9, 1, "B");
        }
        if (count >= 1_000_000) {
            return worded(count, 1e6, 2, "M");
        }
        return count >= 1000 ? worded(count, 1e3, 0, "K") : Long.toString(count);
    }

    private static String worded(long count, double unit, int decimals, String letter) {
        double number = count / unit;
        int shown = number == Math.rint(number) ? 0 : decimals;
        return String.format(Locale.ROOT, "%." + shown + "f%s", number, letter);
    }
}
