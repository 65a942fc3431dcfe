package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.ApiError;
import io.mullama.api.ErrorBody;
import io.mullama.api.Json;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error as Ollama writes it: {@code {"error":"model 'x' not found"}}. Immutable. */
public record OllamaError(int status, String message) implements ErrorBody {
    /** Programs look for these words of Ollama's. */
    private static final String TOO_LONG = "the input length exceeds the context length: ";

    private static final Pattern MODEL = Pattern.compile("Model '([^']*)' .*", Pattern.DOTALL);

    public static OllamaError of(MullamaException e) {
        return new OllamaError(ApiError.of(e).status(), message(e));
    }

    /** An error that the HTTP layer itself found. */
    public static OllamaError ofStatus(int status, String message) {
        return new OllamaError(status, message);
    }

    @Override
    public ObjectNode toJson() {
        return Json.object().put("error", message);
    }

    /** Programs look for Ollama's own words of a model that is not there, to offer a pull. */
    private static String message(MullamaException e) {
        Matcher model = MODEL.matcher(e.getMessage());
        boolean missing = e.code() == ErrorCode.MODEL_NOT_FOUND || e.code() == ErrorCode.MODEL_NOT_PULLED;
        if (missing && model.matches()) {
            return "model '" + model.group(1) + "' not found"
                    + (e.code() == ErrorCode.MODEL_NOT_PULLED ? ", try pulling it first" : "");
        }
        String said = e.told();
        return e.code() == ErrorCode.CONTEXT_LENGTH_EXCEEDED ? TOO_LONG + said : said;
    }
}
