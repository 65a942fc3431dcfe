package io.mullama.terminal.markdown;

import static io.mullama.terminal.Rendered.coloured;
import static io.mullama.terminal.Rendered.plain;
import static io.mullama.terminal.Rendered.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.terminal.AnswerStyle;
import io.mullama.terminal.AnswerText;
import io.mullama.terminal.Glyphs;
import io.mullama.terminal.Rendered;
import io.mullama.terminal.Theme;
import io.mullama.terminal.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkdownTest {
    private static final AnswerStyle STYLE = new AnswerStyle(new Theme(true), Glyphs.UNICODE, true, true, false);

    @Test
    void headingsAreBoldAndWithoutTheirMarks() {
        assertThat(coloured("# One\n### Three ###", 80))
                .isEqualTo("\u001b[1;4;35mOne\u001b[0m\n\n\u001b[1mThree\u001b[0m\n");
    }

    @ParameterizedTest
    @CsvSource({"*a*, 3", "_a_, 3", "**a**, 1", "***a***, 1;3", "`a`, 36", "~~a~~, 9", "<xy:a>, 4"})
    void marksBecomeInks(String markdown, String codes) {
        assertThat(coloured(markdown, 80)).startsWith("\u001b[" + codes + "m").endsWith("\u001b[0m\n");
    }

    @ParameterizedTest
    @CsvSource({
        "5 * 3 * 2",
        "snake_case_name",
        "a ~5 or ~6",
        "*open",
        "**open",
        "`open",
        "[open",
        "[1] and [2]",
        "a < b > c",
        "\\(a_1*b*c_2\\)",
        "\\[x*y*z\\]",
        "$x*y*z$",
        "costs $5 to $6",
        "&unknown;",
        "List<String>",
        "]("
    })
    void whatMarksNothingStaysAsItIs(String text) {
        assertThat(coloured(text, 80)).isEqualTo(text + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "[text](https://x.y), text (https://x.y)",
        "[https://x.y](https://x.y), https://x.y",
        "<me@x.y>, me@x.y",
        "[a](mailto:a), a",
        "![picture](p.png), picture (p.png)",
        "![](p.png), (p.png)",
        "[![logo](l.png)](https://x.y), logo (l.png) (https://x.y)",
        "'[a](b \"title\")', a (b)",
        "[a](<b c>), a (b c)",
        "\\*a\\* &amp; &#65;&copy;, *a* & A©"
    })
    void linksShowWhereTheyLead(String markdown, String text) {
        assertThat(seen(markdown, 80)).isEqualTo(text + "\n");
    }

    @Test
    void whatBeginsAndDoesNotEndIsTextAfterAWhile() {
        AnswerText text = new AnswerText(STYLE, Rendered.window(1_000));
        String long300 = "word ".repeat(60);

        assertThat(text.of("", "*" + long300)).startsWith("*word word").hasSizeGreaterThan(250);
    }

    @Test
    void whatIsClearIsPrintedAtOnce() {
        AnswerText text = new AnswerText(STYLE, Rendered.window(80));

        assertThat(text.of("", "one two")).isEqualTo("one");
        assertThat(text.of("", " **thr")).isEqualTo(" two");
        assertThat(text.of("", "ee** ")).contains("three");
        assertThat(text.of("", "x\n- ite")).isEqualTo(" x\n• ");
        assertThat(text.of("", "m ")).isEqualTo("item");
    }

    @Test
    void longLinesOfCodeAreNotHeldBack() {
        AnswerText text = new AnswerText(STYLE, Rendered.window(80));
        String code = "[1, 'x'], ".repeat(150);

        assertThat(text.of("", "```json\n" + code)).hasSizeGreaterThan(1_000);
        assertThat(seen("```json\n" + code + "\n2\n```\n", 80)).isEqualTo("  " + code + "\n  2\n");
    }

    @Test
    void whatFollowsCodeOrBarsIsNotHeldBack() {
        AnswerText text = new AnswerText(STYLE, Rendered.window(80));

        assertThat(text.of("", "    code\n\none ")).isEqualTo("  code\n\none");
        assertThat(text.of("", "\n| a\ntwo ")).isEqualTo("\n| a\ntwo");
    }

    @Test
    void listsHangAndCount() {
        assertThat(seen("- one two three\n  - four\n- [x] done\n1. a\n1. b\n10) c", 11))
                .isEqualTo("• one two\n  three\n  ◦ four\n[x] done\n1. a\n2. b\n10) c\n");
    }

    @Test
    void anEmptyItemIsSeen() {
        assertThat(seen("-\n- a\n-", 11)).isEqualTo("• \n• a\n• \n");
    }

    @Test
    void quotesHaveABarAtEveryLine() {
        assertThat(seen("> one two\nthree\n>\n> > four\n\nfive", 8))
                .isEqualTo("│ one\n│ two\n│ three\n│\n│ │ four\n\nfive\n");
    }

    @Test
    void rulesAreAsWideAsTheWindow() {
        assertThat(seen("a\n\n---\nb\n***", 5)).isEqualTo("a\n\n─────\n\nb\n\n─────\n");
    }

    @Test
    void aHeadingUnderlinedIsUnderlined() {
        assertThat(seen("Title\n=====\nOther\n---", 20)).isEqualTo("Title\n═════\nOther\n─────\n");
    }

    @Test
    void codeIsLeftWholeAndApart() {
        assertThat(seen("Look:\n```java\nint x;\n\n  a very long line\n```\nSo.", 8))
                .isEqualTo("Look:\n\n  int x;\n\n    a very long line\n\nSo.\n");
    }

    @Test
    void codeWithoutAnEndIsFine() {
        assertThat(seen("~~~\n*a*", 20)).isEqualTo("  *a*\n");
    }

    @Test
    void tablesAreDrawnInColumns() {
        assertThat(seen("| a | b | c |\n|---|:-:|--:|\n| **long** | x | 1 |\n| s | 日本語 | 1000 |\n\nend", 40))
                .isEqualTo("""
                a    │   b    │    c
                ─────┼────────┼─────
                long │   x    │    1
                s    │ 日本語 │ 1000

                end
                """);
    }

    @Test
    void tablesWiderThanTheWindowWrapTheirCells() {
        assertThat(seen("|a|b|\n|-|-|\n|x|one two three|\n|y|four<br>five|", 12))
                .isEqualTo("""
                a │ b
                ──┼─────────
                x │ one two
                  │ three
                ──┼─────────
                y │ four
                  │ five
                """);
    }

    @Test
    void tablesThatNoWindowHoldsBecomeLists() {
        assertThat(seen("|ab|cd|ef|\n|-|-|-|\n|one 1|two 2|three|", 12)).isEqualTo("ab: one 1\ncd: two 2\nef: three\n");
    }

    @Test
    void aRowMayHaveTooFewOrTooManyCells() {
        assertThat(seen("|a|b|\n|-|-|\n|1|\n|1|2|3|\n|`x\\|y`|z|", 40))
                .isEqualTo("a   │ b\n────┼────\n1   │\n1   │ 2 3\nx|y │ z\n");
    }

    @Test
    void longTablesAreNotHeldBack() {
        AnswerText text = new AnswerText(STYLE, Rendered.window(80));
        String rows = "| 1 | 2 |\n".repeat(TableBlock.MOST_HELD);

        assertThat(uncoloured(text.of("", "| a | b |\n|---|---|\n" + rows)))
                .startsWith("a   │ b\n────┼────\n1   │ 2\n");
        assertThat(uncoloured(text.of("", "| 10 | wider |\n"))).isEqualTo("\n10  │ wid\n    │ er");
    }

    private static String uncoloured(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Test
    void aLineWithBarsMayBeNoTable() {
        assertThat(seen("| a *b* |\nnext", 80)).isEqualTo("| a b |\nnext\n");
    }

    @Test
    void formulasAndHtmlAreAsTheyWere() {
        String text = "\\[\nx_1 * y_2 * z\n\\]\n\n<div>\n*a*\n</div>\n";

        assertThat(seen(text, 80)).isEqualTo(text);
    }

    @Test
    void withoutColoursMarksStay() {
        String text = "# A *b*\n\n* c `d`\n- [x] d\n1) e\n\n> f\n\n---\n\n    code\n\n```sh\n*g*\n```\n";

        assertThat(plain(text, 80)).isEqualTo(text);
    }

    @Test
    void withoutColoursTablesStandInColumns() {
        assertThat(plain("|a|b|\n|-|-|\n|**x**|y|", 80)).isEqualTo("| a     | b |\n|-------|---|\n| **x** | y |\n");
    }

    @Test
    void scriptsWithoutSpacesWrapBetweenCharacters() {
        assertThat(seen("日本語です。「次」の", 8)).isEqualTo("日本語で\nす。\n「次」の\n");
    }

    @Test
    void marksBesideChinesePunctuationAreMarks() {
        assertThat(coloured("**重要。**次", 80)).isEqualTo("\u001b[1m重\u001b[0m\u001b[1m要。\u001b[0m次\n");
    }

    @Test
    void charactersTakeTheColumnsThatTheyAreShownIn() {
        assertThat(Columns.of("e\u0301")).isEqualTo(1);
        assertThat(Columns.of("👩‍👩‍👧‍👦")).isEqualTo(2);
        assertThat(Columns.of("👍🏽")).isEqualTo(2);
        assertThat(Columns.of("❤️")).isEqualTo(2);
        assertThat(Columns.of("🇩🇪🇫🇷")).isEqualTo(4);
        assertThat(Columns.of("日本")).isEqualTo(4);
        assertThat(Columns.of("שלום")).isEqualTo(4);
        assertThat(Columns.of("\u200b\u200f")).isZero();
    }

    @Test
    void theWindowIsAskedOncePerLineAndHoldsFromTheNextOneOn() {
        int[] asked = {0};
        Window window = new Window() {
            @Override
            public Size size() {
                asked[0]++;
                return new Size(asked[0] == 1 ? 9 : 20, 24);
            }

            @Override
            public void close() {}
        };
        AnswerText text = new AnswerText(STYLE, window);

        assertThat(text.of("", "one two three four five six") + text.end()).isEqualTo("one two\nthree four five six\n");
        assertThat(asked[0]).isEqualTo(2);
    }
}
