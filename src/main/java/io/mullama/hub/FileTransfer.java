package io.mullama.hub;

import io.mullama.hub.download.ChangedFileException;
import io.mullama.hub.download.DamagedFileException;
import io.mullama.hub.download.DiskException;
import io.mullama.hub.download.DownloadLimits;
import io.mullama.hub.download.DownloadProgress;
import io.mullama.hub.download.FileDownload;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.WriteFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Brings single files of a repository here, and words what can go wrong. Thread-safe. */
final class FileTransfer {
    /** Left free beside the download: a system whose disk is full to the last byte works no more. */
    private static final long MARGIN = 64L << 20;

    private final HubClient hub;
    private final DownloadLimits limits;
    private final Map<Path, ReentrantLock> underWay;

    FileTransfer(HubClient hub, DownloadLimits limits) {
        this(hub, limits, new ConcurrentHashMap<>());
    }

    private FileTransfer(HubClient hub, DownloadLimits limits, Map<Path, ReentrantLock> underWay) {
        this.hub = hub;
        this.limits = limits;
        this.underWay = underWay;
    }

    FileTransfer through(HubClient other) {
        return new FileTransfer(other, limits, underWay);
    }

    /**
     * Makes sure that there is room for what is missing.
     *
     * @throws MullamaException if there is not
     */
    void requireSpace(List<Placement.Placed> files) {
        long missing = 0;
        for (Placement.Placed file : files) {
            missing += file.present() ? 0 : missing(file);
        }
        Path folder = existing(files.get(0).path());
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (missing > 0 && missing + MARGIN > free) {
                throw new MullamaException(
                        ErrorCode.DISK_FULL,
                        "%s is missing, and %s is free at %s".formatted(size(missing), size(free), folder),
                        "make room, or set MULLAMA_CACHE_DIR to a folder on another disk");
            }
        } catch (IOException e) {
            throw disk(folder, e);
        }
    }

    private long missing(Placement.Placed file) {
        try {
            return file.file().size()
                    - FileDownload.kept(file.path(), file.file().identity(), limits);
        } catch (IOException e) {
            throw disk(file.path(), e);
        }
    }

    private static Path existing(Path path) {
        Path folder = path.toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    /**
     * Brings a file to its place; where another pull is at it already, that one is waited for.
     *
     * @throws MullamaException if it was given up
     */
    Digest bring(PullTarget target, Repository repository, Placement.Placed file, DownloadProgress progress)
            throws InterruptedException, ChangedFileException {
        ReentrantLock lock = underWay.computeIfAbsent(file.path(), none -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            if (Placement.isThere(file.file(), file.path())) {
                progress.finish();
                return file.file().digest().orElseThrow();
            }
            Files.createDirectories(Objects.requireNonNull(file.path().getParent()));
            return download(repository, file, progress);
        } catch (DamagedFileException e) {
            throw new MullamaException(
                            ErrorCode.DOWNLOAD_FAILED,
                            file.file().path() + " came damaged twice: " + e.getMessage(),
                            "pull it again later; if that does not help, tell the owner of " + repository.id())
                    .causedBy(e);
        } catch (DiskException | FileSystemException e) {
            throw disk(file.path(), e);
        } catch (IOException e) {
            throw new HubErrors(hub.http().access(), target.source())
                    .brokenOff(file.file().name(), progress, e);
        } finally {
            lock.unlock();
        }
    }

    private Digest download(Repository repository, Placement.Placed file, DownloadProgress progress)
            throws IOException, InterruptedException, ChangedFileException {
        try {
            return fileDownload(repository, file, progress).run();
        } catch (DamagedFileException e) {
            return fileDownload(repository, file, progress).run();
        }
    }

    private FileDownload fileDownload(Repository repository, Placement.Placed file, DownloadProgress progress) {
        return new FileDownload(
                hub.http(),
                hub.content(repository, file.file()),
                file.path(),
                file.file().identity(),
                limits,
                progress);
    }

    private static MullamaException disk(Path path, IOException e) {
        Path folder = path.getParent();
        return WriteFailure.of(
                folder == null ? path : folder,
                e,
                "make room and pull again: what came is kept",
                "give yourself write access to it, or set MULLAMA_CACHE_DIR to another folder");
    }

    private static String size(long bytes) {
        return bytes >= 1_000_000_000 ? "%.1f GB".formatted(bytes / 1e9) : "%.1f MB".formatted(bytes / 1e6);
    }
}
