package io.mullama.terminal.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.terminal.AnswerStyle;
import io.mullama.terminal.Glyphs;
import io.mullama.terminal.Rendered;
import io.mullama.terminal.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any text, shown with CommonMark's own examples and with soups of what Markdown is made of. */
final class AnyMarkdownTest {
    private static final AnswerStyle COLOURED = new AnswerStyle(new Theme(true), Glyphs.UNICODE, true, true, false);
    private static final AnswerStyle PLAIN = new AnswerStyle(new Theme(false), Glyphs.ASCII, true, true, false);

    private static final String[] INGREDIENTS = {
        "*",
        "**",
        "_",
        "__",
        "~~",
        "`",
        "``",
        "```",
        "~~~",
        "[",
        "]",
        "](x)",
        "(",
        ")",
        "<",
        ">",
        "![",
        "!",
        "&",
        ";",
        "\\",
        "\\(",
        "\\)",
        "$",
        "$$",
        "|",
        "| a | b |\n|---|:-:|\n",
        "|-|-|",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "10. ",
        "# ",
        "## ",
        "> ",
        "    ",
        "  ",
        " ",
        "\t",
        "\n",
        "\n\n",
        "---",
        "===",
        "***",
        "[ ] ",
        "- [x] ",
        "<b>",
        "</div>",
        "<div>",
        "<!--",
        "-->",
        "https://a.b/c_d",
        "word",
        "ab",
        "x",
        "7",
        "Überlänge",
        "日本語",
        "。",
        "「",
        "」",
        "ไทย",
        "👩‍👩‍👧",
        "❤️",
        "🇩🇪",
        "e\u0301",
        "שלום",
        "\u200b",
        "\u00a0",
        "verylongwordthatfitsnowhereatall",
        "\r\n",
        "```py\n"
    };

    static Stream<Example> examples() {
        return Stream.concat(Stream.of(TestResources.getSpec()), TestResources.getRegressions().stream())
                .flatMap(source -> ExampleReader.readExamples(source).stream());
    }

    static Stream<String> texts() {
        List<String> soups = new ArrayList<>();
        Random random = new Random(20);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder soup = new StringBuilder();
            int parts = 1 + random.nextInt(40);
            for (int part = 0; part < parts; part++) {
                soup.append(INGREDIENTS[random.nextInt(INGREDIENTS.length)]);
                soup.append(random.nextInt(4) == 0 ? "\n" : random.nextInt(3) == 0 ? " " : "");
            }
            soups.add(soup.toString());
        }
        return Stream.concat(examples().map(Example::getSource), soups.stream());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 24, 80})
    void theCutsIntoPiecesMakeNoDifference(int columns) {
        Random random = new Random(columns);
        for (String text : texts().toList()) {
            for (AnswerStyle style : List.of(COLOURED, PLAIN)) {
                String whole = Rendered.whole(style, text, columns);

                assertThat(Rendered.inPieces(style, text, columns, 1, random))
                        .as(text)
                        .isEqualTo(whole);
                assertThat(Rendered.inPieces(style, text, columns, 9, random))
                        .as(text)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 24, 80})
    void noLineIsWiderThanTheWindow(int columns) {
        for (String text : texts().toList()) {
            if (hasNoCode(text)) {
                for (String line : Rendered.seen(text, columns).lines().toList()) {
                    assertThat(Columns.of(line)).as(text).isLessThanOrEqualTo(columns);
                }
            }
        }
    }

    /** Code is not wrapped; that it is code may be due to four spaces, or a tab, or fences. */
    private static boolean hasNoCode(String text) {
        return !text.contains("  ") && !text.contains("\t") && !text.contains("```") && !text.contains("~~~");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatCommonMarkShowsIsSeenInItsOrder(Example example) {
        String shown = example.getHtml()
                .replaceAll("(?s)<!--.*?-->|<\\?.*?\\?>|<!\\[CDATA\\[.*?]]>|<!.*?>|<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                // Names that HTML 4 did not know stay what they are.
                .replaceAll("[Ďℋⅆ]", "");
        for (int columns : new int[] {10, 200}) {
            String missing = missing(shown, Rendered.seen(example.getSource(), columns));
            assertThat(missing)
                    .as("%s%nshown as%n%s", example, Rendered.seen(example.getSource(), columns))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60})
    void noLetterIsLostDoubledOrMoved(int columns) {
        for (String text : texts().toList()) {
            // What the cells of a table hold stands side by side.
            if (!text.contains("|-")) {
                assertThat(letters(Rendered.plain(text, columns))).as(text).isEqualTo(letters(text));
            }
        }
    }

    @Test
    void noLetterIsInvented() {
        for (String text : texts().toList()) {
            // Entities are other letters than they seem.
            if (!text.contains("|-") && !text.contains("&")) {
                assertThat(missing(seenLetters(text), text)).as(text).isEmpty();
            }
        }
    }

    private static String seenLetters(String text) {
        // The numbers of lists are counted.
        return Rendered.seen(text, 60).replaceAll("[0-9]", "");
    }

    /** What of a text's letters and digits another text does not have in this order. */
    private static String missing(String wanted, String text) {
        int at = 0;
        String found = letters(text);
        String looked = letters(wanted);
        for (int i = 0; i < looked.length(); i++) {
            at = found.indexOf(looked.charAt(i), at) + 1;
            if (at == 0) {
                return looked.substring(i);
            }
        }
        return "";
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
