package io.mullama.server;

import io.mullama.api.CreateRequest;
import io.mullama.chat.ChatTemplate;
import io.mullama.engine.Quantizer;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
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
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes models of others by a Modelfile. Thread-safe. */
final class Creation {
    private final ModelStore store;
    private final Quantizer quantizer;
    private final Path userHome;
    private final Clock clock;

    Creation(ModelStore store, Quantizer quantizer, Path userHome, Clock clock) {
        this.store = store;
        this.quantizer = quantizer;
        this.userHome = userHome;
        this.clock = clock;
    }

    /** Finds the model that a name in {@code FROM} means, pulling it if need be. */
    interface Base {
        StoredModel find(ModelName name) throws IOException, InterruptedException;
    }

    /**
     * Makes the model.
     *
     * @param phases is told what is being done
     * @throws MullamaException if something of it cannot be used; there is no such model then
     */
    StoredModel create(CreateRequest asked, Base base, Consumer<String> phases)
            throws IOException, InterruptedException {
        ModelName name = name(asked);
        Modelfile modelfile = Modelfile.parse(asked.modelfile());
        @Nullable String type = asked.quantize() == null ? null : quantizer.requireType(asked.quantize());
        ModelfilePaths paths = new ModelfilePaths(folder(asked), userHome);
        modelfile.ignored().forEach(each -> phases.accept("warning: " + each));
        String template = modelfile.recipe().template();
        if (template != null) {
            ChatTemplate.of(name.text(), Optional.of(template), clock);
        }
        Manifest from = store.manifestOf(base(modelfile, paths, base));
        List<ManifestFile> files = files(modelfile, paths, from);
        phases.accept("verifying");
        ModelFileCheck.requireReadable(files);
        if (type != null) {
            files = quantized(name, type, files, phases);
        }
        return store.put(new Manifest(
                name.text(),
                type == null ? from.source() : Optional.empty(),
                files,
                modelfile.recipe().over(from.recipe()),
                clock.instant()));
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
        return asked.directory() == null ? null : userHome.getFileSystem().getPath(asked.directory());
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

    /** A smaller copy in the place of the model's parts. */
    private List<ManifestFile> quantized(ModelName name, String type, List<ManifestFile> files, Consumer<String> phases)
            throws IOException {
        Path target = store.cache().created(name, type);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        quantizer.quantize(
                files.get(0).path(),
                part,
                type,
                0,
                (done, all) -> phases.accept("quantizing " + (all == 0 ? 0 : 100 * done / all) + "%"));
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        List<ManifestFile> all = new ArrayList<>();
        all.add(file(Role.MODEL, target, 1));
        files.stream().filter(file -> file.role() != Role.MODEL).forEach(all::add);
        return all;
    }
}
