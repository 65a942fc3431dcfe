package io.mullama.hub.download;

/** How far the download of one file is; never goes backwards. Thread-safe. */
public final class DownloadProgress {
    private final long size;
    private long received;
    private long shown;
    private long activity;
    private String note = "";

    /** Nothing has come of so many bytes. */
    public DownloadProgress(long size) {
        this.size = size;
    }

    /** Bytes of the file. */
    public long size() {
        return size;
    }

    /** Bytes that are here; those that turn out to be damaged and come again are not counted twice. */
    public synchronized long received() {
        return shown;
    }

    /** What holds it up at the moment; empty while nothing does. */
    public synchronized String note() {
        return note;
    }

    /** Counts bytes that have come now, or, below 0, that are lost again. */
    synchronized void add(long bytes) {
        received += bytes;
        long before = shown;
        shown = Math.max(shown, Math.min(received, size));
        // Bytes that come again and again are no progress.
        activity += shown - before;
        if (bytes > 0) {
            note = "";
        }
    }

    /** Counts bytes that an earlier download has left. */
    synchronized void resume(long bytes) {
        received = bytes;
        shown = Math.max(shown, bytes);
    }

    synchronized void note(String text) {
        note = text;
    }

    /** Everything is here. */
    public synchronized void finish() {
        received = size;
        shown = size;
        note = "";
    }

    /** Grows whenever a byte comes that was not here before. */
    synchronized long activity() {
        return activity;
    }
}
