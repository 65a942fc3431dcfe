package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StopMatcherTest {

    @Test
    void withoutStopTextsEverythingPassesAtOnce() {
        StopMatcher matcher = new StopMatcher(List.of());

        assertThat(matcher.append("abc")).isEqualTo("abc");
        assertThat(matcher.stopped()).isFalse();
        assertThat(matcher.finish()).isEmpty();
    }

    @Test
    void theStopTextAndWhatFollowsAreLeftOut() {
        StopMatcher matcher = new StopMatcher(List.of("END"));

        assertThat(matcher.append("one END two")).isEqualTo("one ");
        assertThat(matcher.stopped()).isTrue();
        assertThat(matcher.finish()).isEmpty();
    }

    @Test
    void whatMayBeginAStopTextIsHeldBackUntilItIsRuledOut() {
        StopMatcher matcher = new StopMatcher(List.of("</s>"));

        assertThat(matcher.append("a<")).isEqualTo("a");
        assertThat(matcher.append("/")).isEmpty();
        assertThat(matcher.append("b")).isEqualTo("</b");
        assertThat(matcher.stopped()).isFalse();
    }

    @Test
    void whatIsHeldBackComesAtTheEnd() {
        StopMatcher matcher = new StopMatcher(List.of("</s>"));
        matcher.append("a</s");

        assertThat(matcher.finish()).isEqualTo("</s");
        assertThat(matcher.finish()).isEmpty();
        assertThat(matcher.stopped()).isFalse();
    }

    @Test
    void aStopTextMayComeInPieces() {
        StopMatcher matcher = new StopMatcher(List.of("\n\nUser:"));

        assertThat(matcher.append("Yes.\n")).isEqualTo("Yes.");
        assertThat(matcher.append("\nUs")).isEmpty();
        assertThat(matcher.append("er: hi")).isEmpty();
        assertThat(matcher.stopped()).isTrue();
    }

    @ParameterizedTest(name = "\"{0}\" stopped by \"{1}\" is \"{2}\"")
    @CsvSource({
        "aab, ab, a",
        "aaab, ab, aa",
        "aaaab, aab, aa",
        "ababc, abc, ab",
        "aabaaab, aaab, aab",
        "abcabcabd, abcabd, abc",
        "a, a, ''",
        "ba, a, b",
    })
    void aStopTextThatBeginsInsideAFailedOneIsFound(String text, String stop, String expected) {
        for (List<String> pieces : splits(text)) {
            assertThat(answer(pieces, List.of(stop))).as("%s", pieces).isEqualTo(expected + "|");
        }
    }

    @Test
    void theLongestPossibleBeginningIsHeldBackAndNoMore() {
        StopMatcher matcher = new StopMatcher(List.of("aab"));

        assertThat(matcher.append("a")).isEmpty();
        assertThat(matcher.append("a")).isEmpty();
        assertThat(matcher.append("a")).isEqualTo("a");
        assertThat(matcher.append("b")).isEmpty();
        assertThat(matcher.stopped()).isTrue();
    }

    @Test
    void theStopTextThatIsCompleteFirstCounts() {
        assertThat(answer(List.of("abc"), List.of("abc", "b"))).isEqualTo("a|");
        assertThat(answer(List.of("xyz"), List.of("z", "yz"))).isEqualTo("x|");
        assertThat(answer(List.of("a\n\nb"), List.of("\n\n", "\n"))).isEqualTo("a|");
    }

    @Test
    void aCharacterOfTwoHalvesIsNeverCut() {
        StopMatcher matcher = new StopMatcher(List.of("😀!"));

        assertThat(matcher.append("a😀")).isEqualTo("a");
        assertThat(matcher.append("😁")).isEqualTo("😀😁");
        assertThat(matcher.append("😀")).isEmpty();
        assertThat(matcher.append("!")).isEmpty();
        assertThat(matcher.stopped()).isTrue();
    }

    @Test
    void theAnswerDoesNotDependOnWhereATextIsCut() {
        long seed = System.nanoTime();
        System.out.println("StopMatcherTest seed: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String text = word(random, 9);
            List<String> stops = new ArrayList<>();
            random.ints(1 + random.nextInt(3), 0, 1).forEach(unused -> stops.add(word(random, 4)));
            for (List<String> pieces : splits(text)) {
                assertThat(answer(pieces, stops))
                        .as("%s stopped by %s", pieces, stops)
                        .isEqualTo(oneByOne(text, stops));
            }
        }
    }

    /** What comes out, with a bar at its end if it was stopped. */
    private static String answer(List<String> pieces, List<String> stops) {
        StopMatcher matcher = new StopMatcher(stops);
        StringBuilder out = new StringBuilder();
        for (String piece : pieces) {
            out.append(matcher.append(piece));
            if (matcher.stopped()) {
                return out + "|";
            }
        }
        return out.append(matcher.finish()).toString();
    }

    /** The plain meaning: characters come one by one until the text ends with a stop text. */
    private static String oneByOne(String text, List<String> stops) {
        for (int end = 1; end <= text.length(); end++) {
            String soFar = text.substring(0, end);
            int longest = stops.stream()
                    .filter(soFar::endsWith)
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            if (longest > 0) {
                return soFar.substring(0, end - longest) + "|";
            }
        }
        return text;
    }

    private static List<List<String>> splits(String text) {
        List<List<String>> all = new ArrayList<>();
        for (int mask = 0; mask < 1 << (text.length() - 1); mask++) {
            List<String> pieces = new ArrayList<>();
            int start = 0;
            for (int end = 1; end <= text.length(); end++) {
                if (end == text.length() || (mask >> (end - 1) & 1) == 1) {
                    pieces.add(text.substring(start, end));
                    start = end;
                }
            }
            all.add(pieces);
        }
        return all;
    }

    private static String word(Random random, int longest) {
        StringBuilder word = new StringBuilder();
        random.ints(1 + random.nextInt(longest), 'a', 'c' + 1).forEach(c -> word.append((char) c));
        return word.toString();
    }

    @Test
    void theStopTextThatCameIsKnown() {
        StopMatcher matcher = new StopMatcher(List.of("END", "STOP", "P"));

        matcher.append("one ST");
        assertThat(matcher.found()).isNull();
        matcher.append("OP END");
        assertThat(matcher.found()).isEqualTo("STOP");
    }
}
