package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ModelRecipe;
import io.mullama.model.ModelRecipe.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelParametersTest {
    /** Held, because the platform holds loggers only weakly; what is left out is expected here. */
    private static final Logger LOG = Logger.getLogger(ModelParameters.class.getName());

    @BeforeEach
    void beQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        LOG.setLevel(null);
    }

    /** Of names and values in turn. */
    private static GenerationOptions options(String... texts) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < texts.length; i += 2) {
            parameters.add(new Parameter(texts[i], texts[i + 1]));
        }
        return ModelParameters.of(
                new ModelRecipe(parameters, null, null, List.of(), List.of(), ModelRecipe.Traits.NONE));
    }

    private static GenerationOptions read(String json) {
        return GenerationOptions.fromJson(Json.fields(json.replace('\'', '"')));
    }

    @Test
    void aRecipeWithoutParametersLeavesEverythingOpen() {
        assertThat(options()).isEqualTo(GenerationOptions.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "temperature    | 0.7    | {'temperature':0.7}",
                "top_k          | 40     | {'top_k':40}",
                "seed           | 42     | {'seed':42}",
                "seed           | 9007199254740993 | {'seed':9007199254740993}",
                "ignore_eos     | true   | {'ignore_eos':true}",
                "num_predict    | 128    | {'max_tokens':128}",
                "num_predict    | -1     | {'max_tokens':-1}",
                "num_predict    | -2     | {'max_tokens':-1}",
                "stop           | true   | {'stop':['true']}",
                "stop           | 1      | {'stop':['1']}",
                "grammar        | root ::= x | {'grammar':'root ::= x'}",
                "samplers       | top_k, min_p | {'samplers':['top_k','min_p']}",
                "samplers       | ['top_k'] | {'samplers':['top_k']}",
                "logit_bias     | {'5':1} | {'logit_bias':{'5':1}}",
            })
    void aParameterIsAFieldOfARequest(String name, String value, String json) {
        assertThat(options(name, value.replace('\'', '"'))).isEqualTo(read(json));
    }

    @Test
    void aListHasAllValuesAndEverythingElseTheLast() {
        assertThat(options("stop", "a", "top_k", "1", "stop", "b", "top_k", "2"))
                .isEqualTo(read("{'stop':['a','b'],'top_k':2}"));
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, warm",
        "temperature, NaN",
        "temperature, -1",
        "top_k, 1.5",
        "num_predict, many",
        "num_predict, 1.5",
        "seed, 0x10",
        "ignore_eos, 1",
        "stop, ''",
        "num_ctx, 4096",
        "no_such, thing"
    })
    void whatARequestCouldNotHaveIsLeftOutAlone(String name, String value) {
        assertThat(options("top_p", "0.5", name, value)).isEqualTo(read("{'top_p':0.5}"));
    }
}
