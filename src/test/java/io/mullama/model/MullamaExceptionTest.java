package io.mullama.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MullamaExceptionTest {

    @Test
    void anErrorHasACodeAMessageAndAHint() {
        MullamaException e = new MullamaException(ErrorCode.TIMED_OUT, "what", "what to do");

        assertThat(e.code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(e).hasMessage("what").hasNoCause();
        assertThat(e.hint()).hasValue("what to do");
        assertThat(e.param()).isEmpty();
        assertThat(new MullamaException(ErrorCode.TIMED_OUT, "what").hint()).isEmpty();
    }

    @Test
    void anInvalidFieldIsAnInvalidRequestThatNamesIt() {
        MullamaException e = MullamaException.invalidField("top_p", "'top_p' is odd");

        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(e.param()).hasValue("top_p");
        assertThat(e.hint()).isEmpty();
    }

    @Test
    void anInvalidFieldMaySayWhatToDoNext() {
        MullamaException e = MullamaException.invalidField("model", "it is too small", "take another");

        assertThat(e.param()).hasValue("model");
        assertThat(e.hint()).hasValue("take another");
    }

    @Test
    void anyErrorMayBeAboutAField() {
        MullamaException e =
                new MullamaException(ErrorCode.CONTEXT_LENGTH_EXCEEDED, "it is too long", "cut it").about("input[3]");

        assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_LENGTH_EXCEEDED);
        assertThat(e).hasMessage("it is too long").hasNoCause();
        assertThat(e.hint()).hasValue("cut it");
        assertThat(e.param()).hasValue("input[3]");
    }

    @Test
    void aCauseChangesNothingElse() {
        Exception cause = new IllegalStateException("why");

        MullamaException e = MullamaException.invalidField("f", "m").causedBy(cause);
        MullamaException hinted = new MullamaException(ErrorCode.INTERNAL, "m", "h").causedBy(cause);

        assertThat(e).hasMessage("m").hasCause(cause);
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(e.param()).hasValue("f");
        assertThat(hinted.hint()).hasValue("h");
    }

    @ParameterizedTest
    @EnumSource
    void aCodeOnTheWireIsLowerCase(ErrorCode code) {
        assertThat(code.wireName()).matches("[a-z]+(_[a-z]+)*");
        assertThat(ErrorCode.valueOf(code.wireName().toUpperCase(Locale.ROOT))).isEqualTo(code);
    }

    @Test
    void theContractsOwnCodeIsWordedAsThere() {
        assertThat(ErrorCode.MODEL_NOT_FOUND.wireName()).isEqualTo("model_not_found");
    }
}
