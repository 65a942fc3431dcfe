package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokenRecordsTest {
    private static Fields fields(String json) {
        return Json.fields(json.replace('\'', '"'));
    }

    @Test
    void aRequestForTokensIsReadBackAsItWasWritten() {
        TokenizeRequest all = new TokenizeRequest("m", "x", true, false, true, "5m");
        TokenizeRequest least = TokenizeRequest.fromJson(fields("{'content':''}"));

        assertThat(TokenizeRequest.fromJson(fields(Json.text(all.toJson())))).isEqualTo(all);
        assertThat(least).isEqualTo(new TokenizeRequest(null, "", false, true, false, null));
        assertThatThrownBy(() -> TokenizeRequest.fromJson(fields("{}"))).hasMessage("'text' is missing");
    }

    @Test
    void aPieceThatIsNoTextIsItsBytes() {
        List<byte[]> pieces = List.of("é".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xc3}, new byte[0]);

        assertThat(new TokenizeResponse("m", List.of(1, 2, 3), pieces).toJson())
                .hasToString("{\"model\":\"m\",\"tokens\":[1,2,3],\"count\":3,\"pieces\":[\"é\",[195],\"\"]}");
        assertThat(new TokenizeResponse("m", List.of(), null).toJson())
                .hasToString("{\"model\":\"m\",\"tokens\":[],\"count\":0}");
    }

    @Test
    void aRequestForTextIsReadBackAsItWasWritten() {
        DetokenizeRequest all = new DetokenizeRequest("m", List.of(1, 2), "0");
        DetokenizeRequest least = new DetokenizeRequest(null, List.of(), null);

        assertThat(DetokenizeRequest.fromJson(fields(Json.text(all.toJson())))).isEqualTo(all);
        assertThat(DetokenizeRequest.fromJson(fields(Json.text(least.toJson()))))
                .isEqualTo(least);
    }

    @Test
    void whatIsNoTokenIsRefusedByItsPlace() {
        assertThatThrownBy(() -> DetokenizeRequest.fromJson(fields("{}"))).hasMessage("'tokens' is missing");
        assertThatThrownBy(() -> DetokenizeRequest.fromJson(fields("{'tokens':5}")))
                .hasMessage("'tokens' must be a list of integers, not 5");
        assertThatThrownBy(() -> DetokenizeRequest.fromJson(fields("{'tokens':[1,'x']}")))
                .hasMessageStartingWith("'tokens[1]' must be ");
    }

    @Test
    void textSaysWhetherItIsWhole() {
        assertThat(DetokenizeResponse.of("m", "é".getBytes(StandardCharsets.UTF_8))
                        .toJson())
                .hasToString("{\"model\":\"m\",\"text\":\"é\",\"valid_utf8\":true}");
        assertThat(DetokenizeResponse.of("m", new byte[] {'a', (byte) 0xc3}).toJson())
                .hasToString("{\"model\":\"m\",\"text\":\"a\uFFFD\",\"valid_utf8\":false}");
    }

    @Test
    void aReportIsAsBadAsTheWorstInIt() {
        DoctorReport report = new DoctorReport(List.of(
                DoctorReport.Finding.ok("java", "17"),
                new DoctorReport.Finding("memory", DoctorReport.Status.WARNING, "little", "end others")));

        assertThat(report.toJson())
                .hasToString(
                        "{\"status\":\"warning\",\"findings\":["
                                + "{\"name\":\"java\",\"status\":\"ok\",\"message\":\"17\"},"
                                + "{\"name\":\"memory\",\"status\":\"warning\",\"message\":\"little\",\"hint\":\"end others\"}]}");
        assertThat(DoctorReport.fromJson(fields(Json.text(report.toJson())))).isEqualTo(report);
        assertThat(DoctorReport.fromJson(fields("{}")).status()).isEqualTo(DoctorReport.Status.OK);
    }

    @Test
    void aModelOnItsWayTellsHowFarItIs() {
        ApiError error = new ApiError(0, "no room", "internal_error", "disk_full", null, null);
        for (ModelState state : List.of(
                ModelState.AVAILABLE,
                ModelState.LOADING,
                ModelState.LOADED,
                ModelState.downloading(100, 25),
                ModelState.failed(error))) {
            ModelEntry entry = new ModelEntry("m", "", 0, 1, 0, false, 0, false, 0, "", "", "x", state, null, null);

            assertThat(ModelEntry.fromJson(fields(Json.text(entry.toJson())))).isEqualTo(entry);
        }
        assertThat(new ModelEntry(
                                "m",
                                "",
                                0,
                                1,
                                0,
                                false,
                                0,
                                false,
                                0,
                                "",
                                "",
                                "x",
                                ModelState.downloading(4, 1),
                                null,
                                null)
                        .toJson()
                        .toString())
                .endsWith("\"status\":\"downloading\",\"progress\":0.25,\"total_bytes\":4,\"downloaded_bytes\":1}");
    }
}
