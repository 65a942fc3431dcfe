package io.mullama.server.model;

import io.mullama.api.CreateRequest;
import io.mullama.chat.ChatTemplate;
import io.mullama.chat.answer.AnswerFormats;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import io.mullama.modelfile.AdapterReference;
import io.mullama.modelfile.Modelfile;
import io.mullama.store.FileCheck;
import io.mullama.store.Manifest;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import io.mullama.store.ModelFileCheck;
import io.mullama.store.ModelStore;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes models of others by a Modelfile. Thread-safe. */
public final class Creation {
    private final ModelStore store;
    private final SmallerCopies copies;
    private final Path userHome;
    private final Clock clock;

    public Creation(ModelStore store, SmallerCopies copies, Path userHome, Clock clock) {
        this.store = store;
        this.copies = copies;
        this.userHome = userHome;
        this.clock = clock;
    }

    /** Finds the model that a name in {@code FROM} means, pulling it if need be. */
    public interface Base {
        StoredModel find(ModelName name) throws IOException, InterruptedException;
    }

    /** Is told what is being done, from the thread that creates. */
    public interface Phases {
        /**
         * Tells of a phase.
         *
         * @throws IOException if nobody wants the model any more
         */
        void tell(String phase) throws IOException;
    }

    /**
     * Makes the model.
     *
     * @throws MullamaException if something of it cannot be used; there is no such model then
     */
    public StoredModel create(CreateRequest asked, Base base, Phases phases) throws IOException, InterruptedException {
        ModelName name = name(asked);
        Modelfile modelfile = Modelfile.parse(asked.modelfile());
        Optional<String> type = Optional.ofNullable(asked.quantize()).map(copies::requireType);
        ModelfilePaths paths = new ModelfilePaths(folder(asked), userHome);
        String template = modelfile.recipe().template();
        if (template != null) {
            ChatTemplate.of(name.text(), Optional.of(template), clock);
        }
        // Names of formats that nobody knows are said now, not by the first request.
        AnswerFormats.NONE.with(modelfile.recipe().traits());
        Manifest from = store.manifestOf(base(modelfile, paths, base));
        List<ManifestFile> files = files(modelfile, paths, from);
        requireNotPulled(name, files);
        for (String warning : modelfile.ignored()) {
            phases.tell("warning: " + warning);
        }
        phases.tell("verifying");
        ModelFileCheck.requireReadable(files);
        ModelRecipe recipe = modelfile.recipe().over(from.recipe());
        return type.isEmpty()
                ? store.put(new Manifest(name.text(), from.source(), files, recipe, clock.instant()))
                : quantized(
                        new Manifest(name.text(), Optional.empty(), files, recipe, clock.instant()),
                        type.get(),
                        phases);
    }

    /** What was pulled by that name would be lost, with gigabytes. */
    private void requireNotPulled(ModelName name, List<ManifestFile> files) {
        Set<Path> kept = files.stream().map(ManifestFile::path).collect(Collectors.toSet());
        boolean pulled = store.manifest(name)
                .filter(before -> before.source().isPresent())
                .filter(before -> before.files().stream().anyMatch(file -> !kept.contains(file.path())))
                .isPresent();
        if (pulled) {
            throw new MullamaException(
                    ErrorCode.MODEL_EXISTS,
                    "Model '" + name.text() + "' was pulled, and would be lost",
                    "choose another name, or remove it first: mullama rm " + name.text());
        }
    }

    /** Whether files are being made that have no name yet. */
    public boolean isCopying() {
        return copies.isAnyUnderWay();
    }

    private static ModelName name(CreateRequest asked) {
        if (ModelName.parse(asked.name()) instanceof ModelName.Plain plain) {
            return plain;
        }
        throw MullamaException.invalidField(
                "name",
                "'" + asked.name() + "' cannot be the name of a model of your own",
                "choose a name such as mine or mine:small, without slashes");
    }

    private @Nullable Path folder(CreateRequest asked) {
        if (asked.directory() == null) {
            return null;
        }
        try {
            Path folder = userHome.getFileSystem().getPath(asked.directory());
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            // Refused as one that leads nowhere.
        }
        throw MullamaException.invalidField(
                "directory", "'directory' must be a path from the root, not '" + asked.directory() + "'");
    }

    private StoredModel base(Modelfile modelfile, ModelfilePaths paths, Base base)
            throws IOException, InterruptedException {
        Optional<Path> file = paths.model(modelfile.from());
        return base.find(ModelName.parse(file.map(Path::toString).orElse(modelfile.from())));
    }

    /** The base's, with what the Modelfile adds. */
    private static List<ManifestFile> files(Modelfile modelfile, ModelfilePaths paths, Manifest from)
            throws IOException {
        List<ManifestFile> files = new ArrayList<>();
        for (ManifestFile part : from.files(Role.MODEL)) {
            files.add(files.isEmpty() ? checked(part, modelfile.digest()) : part);
        }
        Optional<String> projector = modelfile.projector();
        if (projector.isPresent()) {
            files.add(file(Role.PROJECTOR, paths.file("VISION_PROJECTOR", projector.get()), 1));
        } else {
            files.addAll(from.files(Role.PROJECTOR));
        }
        files.addAll(from.files(Role.ADAPTER));
        for (AdapterReference adapter : modelfile.adapters()) {
            files.add(file(Role.ADAPTER, paths.file("ADAPTER", adapter.path()), adapter.scale()));
        }
        return files;
    }

    /** The file with the digest that it must have from now on. */
    private static ManifestFile checked(ManifestFile part, Optional<Digest> wanted) throws IOException {
        if (wanted.isEmpty()) {
            return part;
        }
        Digest found = FileCheck.digest(part.path());
        if (!found.equals(wanted.get())) {
            throw new MullamaException(
                    ErrorCode.INVALID_MODEL_FILE,
                    part.path() + " has the digest " + found + ", and the Modelfile's DIGEST is " + wanted.get(),
                    "get the file that is meant, or mend DIGEST");
        }
        return new ManifestFile(part.role(), part.path(), part.size(), wanted, part.modified(), part.scale());
    }

    private static ManifestFile file(Role role, Path path, float scale) throws IOException {
        return new ManifestFile(
                role,
                path,
                Files.size(path),
                Optional.empty(),
                Files.getLastModifiedTime(path).toInstant(),
                scale);
    }

    /** The model with a smaller copy in the place of its parts. */
    private StoredModel quantized(Manifest manifest, String type, Phases phases)
            throws IOException, InterruptedException {
        Path original = manifest.files(Role.MODEL).get(0).path();
        return copies.make(ModelName.parse(manifest.name()), original, type, phases, copy -> {
            List<ManifestFile> files = new ArrayList<>();
            files.add(file(Role.MODEL, copy, 1));
            manifest.files().stream().filter(file -> file.role() != Role.MODEL).forEach(files::add);
            return store.put(
                    new Manifest(manifest.name(), manifest.source(), files, manifest.recipe(), manifest.created()));
        });
    }
}
