package io.mullama.terminal.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HighlightingTest {
    /** The ink of each character: k keyword, s string, n number, c comment, y key or tag, - removed, b bold, . none. */
    private static String inks(Highlighting highlighting, String code) {
        InkedText line = highlighting.line(code);
        assertThat(line.toString()).isEqualTo(code);
        StringBuilder inks = new StringBuilder();
        line.each((codePoint, ink) -> inks.append(name(ink)));
        return inks.toString();
    }

    private static char name(Ink ink) {
        if (ink.equals(Ink.MAGENTA)) {
            return 'k';
        } else if (ink.equals(Ink.GREEN)) {
            return 's';
        } else if (ink.equals(Ink.YELLOW)) {
            return 'n';
        } else if (ink.equals(Ink.DIM)) {
            return 'c';
        } else if (ink.equals(Ink.CYAN)) {
            return 'y';
        } else if (ink.equals(Ink.RED)) {
            return '-';
        }
        return ink.equals(Ink.BOLD) ? 'b' : '.';
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            quoteCharacter = '\0',
            value = {
                "java\tint x1 = 0x1F; // c\tkkk......nnnn..cccc",
                "java\tchar c = '\\n';\tkkkk.....ssss.",
                "rust\tfn f<'a>(x: &'a u8)\tkk..............kk.",
                "python\tdef f(): # it's\tkkk......cccccc",
                "python\tx = 'it\\'s' + a#b\t....sssssss......",
                "bash\techo \"$#\" # c\tkkkk.ssss.ccc",
                "sql\tSELECT a FROM b -- c\tkkkkkk...kkkk...cccc",
                "json\t{\"a\": \"b\", \"c\": true}\t.yyy..sss..yyy..kkkk.",
                "yaml\tkey-a: 5 # c\tyyyyy..n.ccc",
                "toml\ta = \"b\"\ty...sss",
                "html\t<a b=\"c\">d</a><!-- e -->\tyyyyysssy.yyyycccccccccc",
                "diff\t+a\tss",
                "diff\t-a\t--",
                "diff\t@@ -1 +1 @@\tyyyyyyyyyyy",
                "unknown\tint x\t.....",
            })
    void everyKindOfTokenHasItsInk(String language, String code, String inks) {
        assertThat(inks(Languages.of(language), code)).isEqualTo(inks);
    }

    @Test
    void commentsAndStringsGoOnOverLines() {
        Highlighting java = Languages.of("java");
        assertThat(inks(java, "a /* b")).isEqualTo("..cccc");
        assertThat(inks(java, "int")).isEqualTo("ccc");
        assertThat(inks(java, "c */ int")).isEqualTo("cccc.kkk");

        Highlighting python = Languages.of("py");
        assertThat(inks(python, "\"\"\"a")).isEqualTo("ssss");
        assertThat(inks(python, "b\"\"\"c")).isEqualTo("ssss.");

        Highlighting html = Languages.of("html");
        assertThat(inks(html, "<a")).isEqualTo("yy");
        assertThat(inks(html, "b> c <!-- d")).isEqualTo("yy...cccccc");
        assertThat(inks(html, "--> e")).isEqualTo("ccc..");
    }

    @Test
    void moreThanTheNameMayStandBehindTheFence() {
        assertThat(inks(Languages.of("java title=\"X\""), "int")).isEqualTo("kkk");
        assertThat(inks(Languages.of("rust,ignore"), "fn")).isEqualTo("kk");
        assertThat(inks(Languages.of(""), "int")).isEqualTo("...");
    }
}
