package io.mullama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.MullamaException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing one value of a TOML text; all else stays as it was, to the letter. */
class TomlEditTest {
    private static final String MINE = """
            # my settings
              "port" = 9000   # the port
            models = [
              "tiny", # small ]
              'x[',
            ]
            note = '''
            threads = 1
            '''
            inline = { port = 1, b = "}" }

            [api_keys]
            laptop = "k1"   # mine
            'odd.name' = "k2"

            # another tool's
            [other.table]
            text = \"""
            port = 5 \\"\\" [x]
            \"""
            [[list]]
            port = 3
            """;

    private static String set(String text, String value, String... key) {
        return new TomlEdit("config.toml", text).set(List.of(key), value);
    }

    private static String unset(String text, String... key) {
        return new TomlEdit("config.toml", text).unset(List.of(key));
    }

    @Test
    void aValueIsReplacedWhereItStands() {
        assertThat(set(MINE, "1", "port")).isEqualTo(MINE.replace("9000", "1"));
        assertThat(set(MINE, "[]", "models")).isEqualTo(MINE.replace("[\n  \"tiny\", # small ]\n  'x[',\n]", "[]"));
        assertThat(set(MINE, "\"k\"", "api_keys", "laptop")).isEqualTo(MINE.replace("k1", "k"));
        assertThat(set(MINE, "\"k\"", "api_keys", "odd.name")).isEqualTo(MINE.replace("k2", "k"));
    }

    @Test
    void aNewValueStandsBehindThoseOfItsTable() {
        assertThat(set(MINE, "2", "threads")).isEqualTo(MINE.replace("\"}\" }\n", "\"}\" }\nthreads = 2\n"));
        assertThat(set(MINE, "\"k3\"", "api_keys", "phone"))
                .isEqualTo(MINE.replace("\"k2\"\n", "\"k2\"\nphone = \"k3\"\n"));
    }

    @Test
    void aTextWithoutValuesGetsTheFirst() {
        assertThat(set("", "1", "port")).isEqualTo("port = 1\n");
        assertThat(set("# nothing yet", "1", "port")).isEqualTo("# nothing yet\nport = 1\n");
        assertThat(set("[api_keys]\na = \"k\"\n", "1", "port")).isEqualTo("port = 1\n\n[api_keys]\na = \"k\"\n");
        assertThat(set("", "\"k\"", "api_keys", "a")).isEqualTo("api_keys.a = \"k\"\n");
    }

    @Test
    void linesKeepTheirEnds() {
        assertThat(set("host = \"a\"\r\n", "1", "port")).isEqualTo("host = \"a\"\r\nport = 1\r\n");
        assertThat(set("host = \"a\"", "1", "port")).isEqualTo("host = \"a\"\nport = 1\n");
        assertThat(set("port = 2\r\nhost = \"a\"", "1", "port")).isEqualTo("port = 1\r\nhost = \"a\"");
    }

    @Test
    void whatIsTakenAwayGoesWithItsLines() {
        assertThat(unset(MINE, "port")).isEqualTo(MINE.replace("  \"port\" = 9000   # the port\n", ""));
        assertThat(unset(MINE, "models"))
                .isEqualTo(MINE.replace("models = [\n  \"tiny\", # small ]\n  'x[',\n]\n", ""));
        assertThat(unset(MINE, "api_keys"))
                .isEqualTo(MINE.replace("[api_keys]\nlaptop = \"k1\"   # mine\n'odd.name' = \"k2\"\n", ""));
        assertThat(unset("api_keys.a = \"k\"\nport = 1\n", "api_keys")).isEqualTo("port = 1\n");
        assertThat(unset("api_keys.a = \"k\"\n", "api_keys", "a")).isEmpty();
    }

    @Test
    void whatIsNotThereChangesNothing() {
        assertThat(unset(MINE, "threads")).isEqualTo(MINE);
        assertThat(unset(MINE, "api_keys", "nobody")).isEqualTo(MINE);
    }

    @Test
    void aValueInAnotherFormIsLeftAlone() {
        assertThatThrownBy(() -> set(MINE, "[]", "api_keys"))
                .isInstanceOf(MullamaException.class)
                .hasMessage("config.toml sets api_keys in another form");
        assertThatThrownBy(() -> set("api_keys = []\n", "\"k\"", "api_keys", "a"))
                .isInstanceOf(MullamaException.class)
                .extracting(e -> ((MullamaException) e).hint().orElseThrow())
                .isEqualTo("'mullama config unset api_keys' removes that, or change it in the file");
    }

    @Test
    void aTextThatIsNoTomlIsLeftAlone() {
        assertThatThrownBy(() -> set("port = \n", "1", "port"))
                .isInstanceOf(MullamaException.class)
                .hasMessageStartingWith("config.toml line 1 is not TOML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1979-05-27T07:32:00Z", "-1.5e3", "true", "\"a # b\"", "'c'", "[ [ 1, 2 ], [] ]", "{ a = 1 }"})
    void everyKindOfValueIsFound(String value) {
        String text = "a = " + value + " # why\nb = 1\n";
        assertThat(set(text, "2", "a")).isEqualTo("a = 2 # why\nb = 1\n");
    }

    @Test
    void whatCannotBeChangedSafelyIsRefused() {
        // The same key below an escape, which the outline does not read.
        assertThatThrownBy(() -> set("\"p\\u006frt\" = 1\n", "2", "port")).isInstanceOf(MullamaException.class);
    }
}
