package io.mullama.hub;

import io.mullama.hub.download.ChangedFileException;
import io.mullama.hub.download.DownloadLimits;
import io.mullama.hub.download.DownloadProgress;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import io.mullama.store.FileCheck;
import io.mullama.store.Manifest;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import io.mullama.store.ModelFileCheck;
import io.mullama.store.ModelStore;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a model here: asks what there is, gets the files that are missing, looks at them, and gives them their name.
 * Thread-safe.
 */
public final class PullWork {
    /** How often a repository may change while it is downloaded. */
    private static final int MOST_CHANGES = 3;

    private final HubClient hub;
    private final ModelStore store;
    private final Placement placement;
    private final FileTransfer transfer;
    private final InstantSource clock;

    public PullWork(HubClient hub, ModelStore store, DownloadLimits limits, InstantSource clock) {
        this(hub, store, new FileTransfer(hub, limits), clock);
    }

    private PullWork(HubClient hub, ModelStore store, FileTransfer transfer, InstantSource clock) {
        this.hub = hub;
        this.store = store;
        this.placement = new Placement(store);
        this.transfer = transfer;
        this.clock = clock;
    }

    /** The same work for somebody who brings a token of their own. */
    PullWork as(Optional<String> token) {
        HubClient theirs = hub.withToken(token);
        return new PullWork(theirs, store, transfer.through(theirs), clock);
    }

    /**
     * Does it.
     *
     * @throws MullamaException if it cannot be done
     * @throws InterruptedException if it was cancelled
     */
    PullStatus run(Pull pull) throws InterruptedException {
        PullTarget target = pull.target();
        for (int changes = 0; changes < MOST_CHANGES; changes++) {
            Repository repository = hub.repository(target.source());
            FileChoice choice = FileChoice.of(repository, target.source().choice(), target.projector());
            try {
                StoredModel model = bring(pull, repository, choice);
                return new PullStatus.Done(model.name(), repository.id(), model.sizeBytes());
            } catch (ChangedFileException e) {
                pull.set(new PullStatus.Resolving());
            }
        }
        throw new MullamaException(
                ErrorCode.DOWNLOAD_FAILED,
                target.source().text() + " changed " + MOST_CHANGES + " times while it was downloaded",
                "pull it again later, or name a revision behind an at-sign");
    }

    private StoredModel bring(Pull pull, Repository repository, FileChoice choice)
            throws InterruptedException, ChangedFileException {
        List<Placement.Placed> placed =
                placement.of(repository, choice, pull.target().source());
        transfer.requireSpace(placed);
        List<Pull.Item> items = new ArrayList<>();
        for (Placement.Placed file : placed) {
            DownloadProgress progress = new DownloadProgress(file.file().size());
            if (file.present()) {
                progress.finish();
            }
            items.add(new Pull.Item(file.file(), progress));
        }
        pull.downloading(items);
        List<ManifestFile> files = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            Placement.Placed file = placed.get(i);
            Optional<Digest> digest = file.present()
                    ? file.file().digest()
                    : Optional.of(transfer.bring(
                            pull.target(), repository, file, items.get(i).progress()));
            files.add(manifestFile(i < choice.parts().size() ? Role.MODEL : Role.PROJECTOR, file.path(), digest));
        }
        pull.set(new PullStatus.Verifying());
        ModelFileCheck.requireWhole(store.cache(), files);
        Manifest.Source source = new Manifest.Source(repository.id(), repository.commit());
        return store.put(new Manifest(
                pull.target().name().text(), Optional.of(source), files, ModelRecipe.NONE, clock.instant()));
    }

    private static ManifestFile manifestFile(Role role, Path path, Optional<Digest> digest) {
        try {
            return new ManifestFile(
                    role,
                    path,
                    Files.size(path),
                    digest.isPresent() ? digest : Optional.of(FileCheck.digest(path)),
                    Files.getLastModifiedTime(path).toInstant(),
                    1);
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.DOWNLOAD_FAILED, path + " cannot be read: " + e.getMessage())
                    .causedBy(e);
        }
    }
}
