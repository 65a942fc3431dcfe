package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tokens are told as {@code text<id id>}: the text that leaves, and the tokens that leave with it. */
final class AnswerTextTest {
    private static final String NOTHING = "nothing";

    private int tokens;

    @Test
    void textAndItsTokensLeaveTogether() {
        AnswerText text = new AnswerText(List.of(), true);

        assertThat(add(text, "The")).isEqualTo("The<0>");
        assertThat(add(text, " end")).isEqualTo(" end<1>");
        assertThat(told(text.finish())).isEqualTo(NOTHING);
    }

    @Test
    void aCharacterInSeveralTokensLeavesWithAllOfThem() {
        AnswerText text = new AnswerText(List.of(), true);

        assertThat(add(text, 0x61, 0xF0, 0x9F)).isEqualTo("a<>");
        assertThat(add(text, 0x98)).isEqualTo(NOTHING);
        assertThat(add(text, 0x80, 0x62)).isEqualTo("😀b<0 1 2>");
    }

    @Test
    void whatMayBeginAStopTextIsHeldBackWithItsTokens() {
        AnswerText text = new AnswerText(List.of("stop"), true);

        assertThat(add(text, "a s")).isEqualTo("a <>");
        assertThat(add(text, "t")).isEqualTo(NOTHING);
        assertThat(add(text, "ay ")).isEqualTo("stay <0 1 2>");
        assertThat(text.stopped()).isFalse();
    }

    @Test
    void aPieceSaysHowManyTokensItTook() {
        AnswerText text = new AnswerText(List.of("stop"), true);

        assertThat(text.append(bytes("st"), List.of(), null)).isNull();
        assertThat(text.append(bytes("ay"), List.of(), null))
                .isEqualTo(new GenerationEvent.Piece("stay", List.of(), 2));
        assertThat(text.appendEnd(bytes("!"), List.of())).isEqualTo(new GenerationEvent.Piece("!", List.of(), 0));
    }

    @Test
    void tokensThatAStopTextCutsOffAreNotToldOf() {
        AnswerText text = new AnswerText(List.of("stop"), true);

        assertThat(add(text, "a s")).isEqualTo("a <>");
        assertThat(add(text, "t")).isEqualTo(NOTHING);
        assertThat(add(text, "op!")).isEqualTo("<0>");
        assertThat(text.stopped()).isTrue();
        assertThat(told(text.finish())).isEqualTo(NOTHING);
    }

    @Test
    void aStopTextAtTheBeginningOfATokenLeavesNothingOfIt() {
        AnswerText text = new AnswerText(List.of("."), true);

        assertThat(add(text, "Paris")).isEqualTo("Paris<0>");
        assertThat(add(text, ". It")).isEqualTo(NOTHING);
        assertThat(text.stopped()).isTrue();
    }

    @Test
    void aTokenThatIsCutInTheMiddleIsToldWithWhatIsLeftOfIt() {
        AnswerText text = new AnswerText(List.of("."), true);

        assertThat(add(text, "Paris. It")).isEqualTo("Paris<0>");
    }

    @Test
    void halfACharacterBeforeAStopTextIsNotToldOf() {
        AnswerText text = new AnswerText(List.of("é"), true);

        assertThat(add(text, "a")).isEqualTo("a<0>");
        assertThat(add(text, 0xC3)).isEqualTo(NOTHING);
        assertThat(add(text, 0xA9)).isEqualTo(NOTHING);
        assertThat(text.stopped()).isTrue();
        assertThat(told(text.finish())).isEqualTo(NOTHING);
    }

    @Test
    void tokensWithoutTextLeaveWithTheNextText() {
        AnswerText text = new AnswerText(List.of(), true);

        assertThat(add(text, "")).isEqualTo(NOTHING);
        assertThat(add(text, "a")).isEqualTo("a<0 1>");
        assertThat(add(text, "")).isEqualTo(NOTHING);
        assertThat(told(text.finish())).isEqualTo("<2>");
    }

    @Test
    void theEndLetsGoOfAllThatIsHeld() {
        AnswerText text = new AnswerText(List.of("stop"), true);

        assertThat(add(text, "a st")).isEqualTo("a <>");
        assertThat(add(text, 0xC3)).isEqualTo(NOTHING);
        assertThat(told(text.finish())).isEqualTo("st\uFFFD<0 1>");
    }

    @Test
    void withoutProbabilitiesThereIsTextAlone() {
        AnswerText text = new AnswerText(List.of("stop"), true);

        assertThat(told(text.append(bytes("a s"), List.of(), null))).isEqualTo("a <>");
        assertThat(told(text.append(bytes(""), List.of(), null))).isEqualTo(NOTHING);
        assertThat(told(text.finish())).isEqualTo("s<>");
    }

    @Test
    void stopTextsCountOnlyWhereTheyAreHeeded() {
        AnswerText text = new AnswerText(List.of("stop"), false);

        assertThat(add(text, "stop st")).isEqualTo("stop st<0>");
        assertThat(cut(text, "op stop!", new Cut(2, true))).isEqualTo("op <1>");
        assertThat(text.stopped()).isTrue();
    }

    @Test
    void aStopTextIsNotMadeOfWhatIsHeededAndWhatIsNot() {
        AnswerText text = new AnswerText(List.of("stop"), true);

        assertThat(cut(text, "stop", new Cut(2, false))).isEqualTo("stop<0>");
        assertThat(cut(text, "stop", new Cut(0, true), new Cut(3, false))).isEqualTo("stop<1>");
        assertThat(add(text, "stop")).isEqualTo("stop<2>");
        assertThat(text.stopped()).isFalse();
    }

    @Test
    void aTokenThatIsStoppedBeforeItsSecondStageIsToldWithItsFirst() {
        AnswerText text = new AnswerText(List.of("stop"), true);

        assertThat(cut(text, "a stop!", new Cut(6, false))).isEqualTo("a <0>");
        assertThat(text.stopped()).isTrue();
        assertThat(told(text.finish())).isEqualTo(NOTHING);
    }

    @Test
    void theEndLetsGoOfHalfACharacterWhereStopTextsDoNotCount() {
        AnswerText text = new AnswerText(List.of("stop"), false);

        assertThat(add(text, 0x61, 0xC3)).isEqualTo("a<>");
        assertThat(told(text.finish())).isEqualTo("\uFFFD<0>");
    }

    private String cut(AnswerText text, String token, Cut... cuts) {
        TokenProbability.Candidate told = new TokenProbability.Candidate(tokens++, bytes(token), -1);
        return told(text.append(bytes(token), List.of(cuts), new TokenProbability(told, List.of())));
    }

    private String add(AnswerText text, String token) {
        return add(text, bytes(token));
    }

    private String add(AnswerText text, int... token) {
        byte[] bytes = new byte[token.length];
        for (int i = 0; i < token.length; i++) {
            bytes[i] = (byte) token[i];
        }
        return add(text, bytes);
    }

    private String add(AnswerText text, byte[] bytes) {
        TokenProbability.Candidate token = new TokenProbability.Candidate(tokens++, bytes, -1);
        return told(text.append(bytes, List.of(), new TokenProbability(token, List.of())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String told(GenerationEvent.@Nullable Piece piece) {
        return piece == null
                ? NOTHING
                : piece.tokens().stream()
                        .map(token -> Integer.toString(token.token().id()))
                        .collect(Collectors.joining(" ", piece.text() + "<", ">"));
    }
}
