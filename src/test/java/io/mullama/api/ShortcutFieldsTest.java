package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.MullamaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShortcutFieldsTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'speculative':null,'cache_prompt':null}"})
    void whatIsLeftOutIsTheDaemonsChoice(String json) {
        assertThat(read(json)).isEqualTo(ShortcutFields.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({"'ngram', true", "'none', false", "false, false"})
    void speculationHasAMethodOrNone(String value, boolean speculates) {
        assertThat(read("{'speculative':" + (value.equals("false") ? value : "'" + value + "'") + "}")
                        .speculate())
                .isEqualTo(speculates);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "'draft'", "'Ngram'", "''", "1", "{}", "['ngram']"})
    void anotherMethodIsRefused(String value) {
        assertThatThrownBy(() -> read("{'speculative':" + value + "}"))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue("speculative"))
                .hasMessage("'speculative' must be \"ngram\" or \"none\"");
    }

    @Test
    void theCacheIsUsedOrNot() {
        assertThat(read("{'cache_prompt':false}").cachePrompt()).isFalse();
        assertThat(read("{'cache_prompt':true}").cachePrompt()).isTrue();
        assertThatThrownBy(() -> read("{'cache_prompt':'no'}"))
                .hasMessage("'cache_prompt' must be true or false, not \"no\"");
    }

    private static ShortcutFields read(String json) {
        return ShortcutFields.fromJson(Json.fields(json.replace('\'', '"')));
    }
}
