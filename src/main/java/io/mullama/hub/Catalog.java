package io.mullama.hub;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models that go by a short name: those that come with the program, and a person's own, which win. Nothing is read
 * before the first question; a person's own are read anew when their file has changed. Thread-safe.
 */
public final class Catalog {
    /** In bytes; thousands of aliases. */
    private static final long LARGEST_FILE = 1024 * 1024;

    private static final String BUILT_IN = "catalog.toml";

    /** What the file looked like; a file that is not there has no state. */
    private record FileState(long size, FileTime modified) {}

    private record Reading(@Nullable FileState state, CatalogTable table, Optional<MullamaException> fault) {}

    /** Read when a catalog is first asked something. */
    private static final class BuiltIn {
        static final List<CatalogItem> ITEMS = read();
        static final CatalogTable TABLE = CatalogTable.of(List.of(), ITEMS);

        private static List<CatalogItem> read() {
            try (InputStream content = Objects.requireNonNull(Catalog.class.getResourceAsStream(BUILT_IN))) {
                String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                return new CatalogFile(BUILT_IN, text, name -> Optional.empty()).items();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Path aliases;
    private volatile @Nullable Reading reading;

    /** {@code aliases} is a person's own file, which need not be there. */
    public Catalog(Path aliases) {
        this.aliases = aliases;
    }

    /** The catalog of those who have this home. */
    public static Catalog in(Path home) {
        return new Catalog(home.resolve("aliases.toml"));
    }

    /** All, a person's own first. */
    public List<CatalogEntry> entries() {
        return reading().table().entries();
    }

    /**
     * The model of that name: with its tag, or of the family the usual one. A quantization may follow the tag as in
     * Ollama's names ({@code llama3.2:1b-instruct-q8_0}); what is found then has the name that was asked for. A dash may
     * stand for the colon where that is not ambiguous.
     */
    public Optional<CatalogEntry> find(ModelName.Plain name) {
        return reading().table().find(name);
    }

    /** Whether its family's name alone means it. */
    public boolean isDefault(CatalogEntry entry) {
        return reading().table().isDefault(entry);
    }

    /** Those that have every one of the words in name, description or tags, the best first; all for no words. */
    public List<CatalogEntry> search(String words) {
        return CatalogSearch.search(words, entries());
    }

    /** What somebody who mistyped a name most likely meant. */
    public Optional<String> nearest(String typed) {
        return NearestName.of(typed, reading().table().names());
    }

    /** What is wrong with the person's own file, all of which is then left out. */
    public Optional<MullamaException> fault() {
        return reading().fault();
    }

    private Reading reading() {
        FileState state = state();
        Reading last = reading;
        if (last == null || !Objects.equals(last.state(), state)) {
            last = read(state);
            reading = last;
        }
        return last;
    }

    private @Nullable FileState state() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(aliases, BasicFileAttributes.class);
            return new FileState(attributes.isDirectory() ? -1 : attributes.size(), attributes.lastModifiedTime());
        } catch (IOException e) {
            return null;
        }
    }

    private Reading read(@Nullable FileState state) {
        if (state == null) {
            return new Reading(null, BuiltIn.TABLE, Optional.empty());
        }
        try {
            List<CatalogItem> own = new CatalogFile(aliases.toString(), text(state), BuiltIn.TABLE::find).items();
            return new Reading(state, CatalogTable.of(own, BuiltIn.ITEMS), Optional.empty());
        } catch (MullamaException e) {
            return new Reading(state, BuiltIn.TABLE, Optional.of(e));
        }
    }

    private String text(FileState state) {
        if (state.size() < 0) {
            throw fault(aliases + " is a folder, not a file", "remove it or rename it");
        }
        if (state.size() > LARGEST_FILE) {
            throw fault(
                    "%s has %d bytes, and the most is %d".formatted(aliases, state.size(), LARGEST_FILE), "shorten it");
        }
        try {
            return Files.readString(aliases);
        } catch (CharacterCodingException e) {
            throw fault(aliases + " is not UTF-8 text", "mend it or remove it").causedBy(e);
        } catch (IOException e) {
            throw fault("cannot read " + aliases, "give yourself read access to it")
                    .causedBy(e);
        }
    }

    private static MullamaException fault(String message, String hint) {
        return new MullamaException(ErrorCode.INVALID_SETTING, message, hint);
    }
}
