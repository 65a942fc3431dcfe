package io.mullama.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileChoiceTest {
    private static final Repository USUAL = repository(
            "m-Q2_K.gguf",
            "m-Q8_0.gguf",
            "m-Q4_K_S.gguf",
            "m-Q4_0.gguf",
            "m-F16.gguf",
            "m-Q5_K_M.gguf",
            "m-Q4_K_M.gguf");

    @ParameterizedTest
    @CsvSource({
        "m-Q4_K_M.gguf, 'm-Q4_K_M.gguf m-Q4_K_S.gguf m-Q5_K_M.gguf m-Q4_0.gguf m-Q8_0.gguf m-F16.gguf m-Q2_K.gguf'",
        "m-Q4_K_S.gguf, 'm-F16.gguf m-Q8_0.gguf m-Q4_0.gguf m-Q5_K_M.gguf m-Q4_K_S.gguf m-Q2_K.gguf'",
        "m-Q5_K_M.gguf, 'm-F16.gguf m-Q8_0.gguf m-Q4_0.gguf m-Q5_K_M.gguf'",
        "m-Q4_0.gguf, 'm-F16.gguf m-Q8_0.gguf m-Q4_0.gguf m-IQ4_XS.gguf'",
        "m-Q8_0.gguf, 'm-F16.gguf m-Q8_0.gguf m-Q6_K.gguf'",
        "m-fp16.gguf, 'm-fp32.gguf m-fp16.gguf m-Q6_K.gguf'",
        "m-q4_k_m.gguf, 'm-q8_0.gguf m-q4_k_m.gguf'",
    })
    void theBestCompromiseIsTakenWhereNobodyAsksForAnother(String chosen, String files) {
        assertThat(paths(repository(files.split(" ")))).containsExactly(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "LATEST"})
    void latestIsTheSameAsNothing(String wanted) {
        assertThat(paths(USUAL, wanted)).containsExactly("m-Q4_K_M.gguf");
    }

    @Test
    void theOnlyFileIsTakenWhateverItIs() {
        assertThat(paths(repository("weights.gguf"))).containsExactly("weights.gguf");
        assertThat(paths(repository("m-IQ1_S.gguf"))).containsExactly("m-IQ1_S.gguf");
    }

    @ParameterizedTest
    @CsvSource({
        "Q8_0, m-Q8_0.gguf",
        "q8_0, m-Q8_0.gguf",
        "Q2_K, m-Q2_K.gguf",
        "fp16, m-F16.gguf",
        "m-q4_0.gguf, m-Q4_0.gguf",
        "M-Q4_0, m-Q4_0.gguf",
        "5_k, m-Q5_K_M.gguf",
    })
    void aFileIsAskedForByQuantizationNameOrAPartOfIt(String wanted, String chosen) {
        assertThat(paths(USUAL, wanted)).containsExactly(chosen);
    }

    @Test
    void aPathIsMoreThanANameAndANameMoreThanAPart() {
        Repository repository = repository("m.gguf", "old/m.gguf", "old/m-big.gguf", "new/x.gguf");

        assertThat(paths(repository, "m.gguf")).containsExactly("m.gguf");
        assertThat(paths(repository, "old/m")).containsExactly("old/m.gguf");
        assertThat(paths(repository, "x")).containsExactly("new/x.gguf");
        assertThat(paths(repository, "m-big.gguf")).containsExactly("old/m-big.gguf");
        assertThat(paths(repository, "big")).containsExactly("old/m-big.gguf");
    }

    @Test
    void aQuantizationIsNotTakenForAPartOfAnother() {
        Repository repository = repository("m-UD-Q4_K_XL.gguf", "m-Q4_K.gguf", "m-Q4_K_M.gguf", "m-IQ4_K.gguf");

        assertThat(paths(repository, "Q4_K")).containsExactly("m-Q4_K.gguf");
        assertThat(paths(repository, "UD-Q4_K_XL")).containsExactly("m-UD-Q4_K_XL.gguf");
    }

    @Test
    void whatIsNotThereIsAnsweredWithWhatIs() {
        refused(() -> choose(repository("m-Q8_0.gguf", "m-Q4_K_M.gguf"), "Q3_K_S"))
                .isEqualTo(error(ErrorCode.MODEL_NOT_FOUND, "org/m has no Q3_K_S", "it has Q4_K_M, Q8_0"));
        refused(() -> choose(repository("a.gguf", "b/c.gguf"), "d"))
                .isEqualTo(error(ErrorCode.MODEL_NOT_FOUND, "org/m has no d", "it has a.gguf, b/c.gguf"));
    }

    @Test
    void whereSeveralFitTheyAreListed() {
        refused(() -> choose(repository("a-Q4_K_M.gguf", "b-Q4_K_M.gguf", "b-Q8_0.gguf")))
                .isEqualTo(error(
                        ErrorCode.INVALID_REQUEST,
                        "org/m has more than one Q4_K_M",
                        "name one of them behind a colon: a-Q4_K_M.gguf, b-Q4_K_M.gguf"));
        refused(() -> choose(repository("a-Q4_K_M.gguf", "b-Q4_K_M.gguf", "b-Q8_0.gguf"), "q4_k_m"))
                .isEqualTo(error(
                        ErrorCode.INVALID_REQUEST,
                        "org/m has more than one q4_k_m",
                        "name one of them behind a colon: a-Q4_K_M.gguf, b-Q4_K_M.gguf"));
        refused(() -> choose(repository("m-IQ4_XS.gguf", "m-Q6_K.gguf")))
                .isEqualTo(error(
                        ErrorCode.INVALID_REQUEST,
                        "org/m has more than one model",
                        "name one of them behind a colon: IQ4_XS, Q6_K"));
        refused(() -> choose(USUAL, "k_"))
                .isEqualTo(error(
                        ErrorCode.INVALID_REQUEST,
                        "org/m has more than one k_",
                        "name one of them behind a colon: Q4_K_M, Q4_K_S, Q5_K_M"));
    }

    @Test
    void allPartsOfASplitModelComeInTheirOrder() {
        Repository repository = repository(
                "big/m-Q4_K_M-00003-of-00003.gguf",
                "big/m-Q4_K_M-00001-of-00003.gguf",
                "m-Q8_0.gguf",
                "big/m-Q4_K_M-00002-of-00003.gguf");
        String[] parts = {
            "big/m-Q4_K_M-00001-of-00003.gguf", "big/m-Q4_K_M-00002-of-00003.gguf", "big/m-Q4_K_M-00003-of-00003.gguf"
        };

        assertThat(paths(repository)).containsExactly(parts);
        assertThat(paths(repository, "Q4_K_M")).containsExactly(parts);
        assertThat(paths(repository, "big/m-Q4_K_M-00002-of-00003.gguf")).containsExactly(parts);
        assertThat(choose(repository).size()).isEqualTo(3000);
    }

    @Test
    void modelsOfDifferentNumbersOfPartsAreDifferentModels() {
        Repository repository =
                repository("m-00001-of-00002.gguf", "m-00002-of-00002.gguf", "m-00001-of-00001.gguf", "n-Q8_0.gguf");

        assertThat(paths(repository, "m-00001-of-00002"))
                .containsExactly("m-00001-of-00002.gguf", "m-00002-of-00002.gguf");
        assertThat(paths(repository, "m-00001-of-00001")).containsExactly("m-00001-of-00001.gguf");
    }

    @Test
    void aSplitModelOfWhichAPartIsMissingIsRefused() {
        refused(() -> choose(repository("m-00001-of-00003.gguf", "m-00003-of-00003.gguf")))
                .isEqualTo(error(
                        ErrorCode.INVALID_MODEL_FILE,
                        "m-00001-of-00003.gguf has 2 of its 3 parts",
                        "take another file of the repository, or tell its owner"));
    }

    @Test
    void anImportanceMatrixIsNoModel() {
        assertThat(paths(repository("m-imatrix.gguf", "m.gguf", "imatrix.gguf")))
                .containsExactly("m.gguf");
    }

    @Test
    void aRepositoryWithoutGgufSaysWhatToLookFor() {
        for (Repository repository : List.of(repository(), repository("mmproj-F16.gguf", "m.imatrix.gguf"))) {
            refused(() -> choose(repository))
                    .isEqualTo(error(
                            ErrorCode.MODEL_NOT_FOUND,
                            "org/m holds no GGUF model",
                            "look for a repository of the same model with GGUF in its name"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mmproj-F16.gguf, 'mmproj-F32.gguf mmproj-BF16.gguf mmproj-F16.gguf mmproj-Q8_0.gguf'",
        "mmproj-m-bf16.gguf, 'mmproj-m-f32.gguf mmproj-m-bf16.gguf mmproj-m-Q8_0.gguf'",
        "m-mmproj-Q8_0.gguf, 'm-mmproj-F32.gguf m-mmproj-Q8_0.gguf'",
        "mmproj.gguf, mmproj.gguf",
    })
    void theMostExactProjectorComesLast(String chosen, String projectors) {
        Repository repository = repository((projectors + " m-Q4_K_M.gguf m-Q8_0.gguf").split(" "));

        FileChoice choice = choose(repository);

        assertThat(choice.projector()).map(RepositoryFile::path).contains(chosen);
        assertThat(choice.all()).extracting(RepositoryFile::path).containsExactly("m-Q4_K_M.gguf", chosen);
        assertThat(choice.size()).isEqualTo(2000);
    }

    @Test
    void theProjectorThatIsAskedForIsTakenWhereItIsThere() {
        Repository repository = repository("m.gguf", "mmproj-F16.gguf", "mmproj-Q8_0.gguf");

        assertThat(FileChoice.of(repository, Optional.empty(), Optional.of("MMPROJ-q8_0.gguf"))
                        .projector())
                .map(RepositoryFile::path)
                .contains("mmproj-Q8_0.gguf");
        assertThat(FileChoice.of(repository, Optional.empty(), Optional.of("mmproj-none.gguf"))
                        .projector())
                .map(RepositoryFile::path)
                .contains("mmproj-F16.gguf");
    }

    @Test
    void aModelWithoutEyesHasNoProjector() {
        assertThat(choose(USUAL).projector()).isEmpty();
    }

    private record Refusal(ErrorCode code, String message, Optional<String> hint) {}

    private static Refusal error(ErrorCode code, String message, String hint) {
        return new Refusal(code, message, Optional.of(hint));
    }

    private static ObjectAssert<Refusal> refused(ThrowingCallable choice) {
        AbstractThrowableAssert<?, ?> thrown = assertThatThrownBy(choice).isInstanceOf(MullamaException.class);
        MullamaException e = (MullamaException) thrown.actual();
        return assertThat(new Refusal(e.code(), e.getMessage(), e.hint()));
    }

    private static List<String> paths(Repository repository) {
        return paths(choose(repository));
    }

    private static List<String> paths(Repository repository, String wanted) {
        return paths(choose(repository, wanted));
    }

    private static List<String> paths(FileChoice choice) {
        return choice.all().stream().map(RepositoryFile::path).toList();
    }

    private static FileChoice choose(Repository repository) {
        return FileChoice.of(repository, Optional.empty(), Optional.empty());
    }

    private static FileChoice choose(Repository repository, String wanted) {
        return FileChoice.of(repository, Optional.of(wanted), Optional.empty());
    }

    private static Repository repository(String... paths) {
        List<RepositoryFile> files = Arrays.stream(paths)
                .map(path -> new RepositoryFile(path, 1000, Optional.empty(), "a"))
                .toList();
        return new Repository("org/m", "0123456", false, files);
    }
}
