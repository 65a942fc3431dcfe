package io.mullama.hub;

import io.mullama.hub.download.DownloadProgress;
import io.mullama.hub.http.HubAccess;
import io.mullama.hub.http.HubRefusal;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.net.ConnectException;

/** Words what a hub answers as an error that says what to do. Immutable. */
record HubErrors(HubAccess access, ModelName.Hub name) {

    /** What a failed request means. */
    MullamaException of(IOException e) {
        MullamaException error = e instanceof HubRefusal refusal ? refused(refusal) : unreachable(access, e);
        return error.causedBy(e);
    }

    /** What it means that a download broke off. */
    MullamaException brokenOff(String file, DownloadProgress progress, IOException e) {
        if (e instanceof HubRefusal refusal && !refusal.isPassing()) {
            return of(e);
        }
        long percent = progress.size() == 0 ? 100 : progress.received() * 100 / progress.size();
        return new MullamaException(
                        ErrorCode.DOWNLOAD_FAILED,
                        "the download of " + file + " broke off at " + percent + "%: " + reason(e),
                        "pull it again: it goes on from there")
                .causedBy(e);
    }

    /** The licence has to be accepted, or the token is missing. */
    MullamaException gated() {
        String page = access.endpoint() + "/" + name.repository();
        return access.token().isEmpty()
                ? new MullamaException(
                        ErrorCode.ACCESS_DENIED,
                        name.text() + " is gated: its files are for those who have accepted its licence",
                        "accept it at " + page + ", and set HF_TOKEN to a token from " + tokens())
                : new MullamaException(
                        ErrorCode.ACCESS_DENIED,
                        name.text() + " is gated, and the account of your token has not accepted its licence",
                        "accept it at " + page);
    }

    private MullamaException refused(HubRefusal refusal) {
        if (refusal.code().equals("GatedRepo")) {
            return gated();
        } else if (refusal.code().equals("RevisionNotFound")) {
            return new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND,
                    name.repository() + " has no revision '" + name.revision().orElse("main") + "'",
                    "name a branch, tag or commit of it behind the at-sign");
        } else if (refusal.code().equals("EntryNotFound")) {
            return new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND, name.text() + " is no longer in its repository", "pull it again");
        }
        return switch (refusal.status()) {
            case 401 -> unauthorized();
            case 403 -> forbidden();
            case 404 ->
                new MullamaException(
                        ErrorCode.MODEL_NOT_FOUND,
                        access.endpoint() + " has no repository " + name.repository(),
                        "check how it is written");
            case 429 ->
                new MullamaException(
                        ErrorCode.DOWNLOAD_FAILED,
                        access.endpoint() + " wants fewer requests (429)",
                        "wait a while, or set HF_TOKEN: it allows more to those it knows");
            default ->
                new MullamaException(
                        ErrorCode.DOWNLOAD_FAILED, refusal.getMessage() + " for " + name.text(), "try again later");
        };
    }

    /** What the hub says of a repository that is private and of one that does not exist alike. */
    private MullamaException unauthorized() {
        return access.token().isEmpty()
                ? new MullamaException(
                        ErrorCode.MODEL_NOT_FOUND,
                        access.endpoint() + " shows no repository " + name.repository() + " to strangers",
                        "check how it is written; if it is private or gated, set HF_TOKEN to a token from " + tokens())
                : new MullamaException(
                        ErrorCode.ACCESS_DENIED,
                        access.endpoint() + " does not accept the token (401)",
                        "set HF_TOKEN to a valid one from " + tokens());
    }

    private MullamaException forbidden() {
        return access.token().isEmpty()
                ? gated()
                : new MullamaException(
                        ErrorCode.ACCESS_DENIED,
                        "your token may not read " + name.repository() + " (403)",
                        "accept its licence at " + access.endpoint() + "/" + name.repository()
                                + ", or take a token that may read it");
    }

    /** There is no answer, or none that helps. */
    static MullamaException unreachable(HubAccess access, IOException e) {
        return new MullamaException(
                        ErrorCode.DOWNLOAD_FAILED,
                        "cannot reach " + access.endpoint() + ": " + reason(e),
                        "look whether you are online; a proxy is named by HTTPS_PROXY")
                .causedBy(e);
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e instanceof ConnectException
                    ? "no connection"
                    : e.getClass().getSimpleName();
        }
        return message.lines().findFirst().orElse("");
    }

    private String tokens() {
        return access.endpoint() + "/settings/tokens";
    }
}
