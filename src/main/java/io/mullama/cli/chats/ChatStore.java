package io.mullama.cli.chats;

import io.mullama.api.ChatSetup;
import io.mullama.api.SavedChatList;
import io.mullama.api.SavedLine;
import io.mullama.config.PrivateFolder;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The folder of conversations: a file of lines for each. Thread-safe; other programs may use it too. */
public final class ChatStore {
    private static final String SUFFIX = ".jsonl";

    /** The longest first line that is looked at, in characters. */
    private static final int LONGEST_HEAD = 1 << 20;

    private final Path folder;
    private final Clock clock;

    /** The folder is made when there is something to keep. */
    public ChatStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * A conversation as a list shows it. Immutable.
     *
     * @param used when something was last said
     */
    public record Entry(SavedLine.Head head, String id, Instant used, Path file) {
        public String model() {
            return head.setup().model();
        }

        /** For programs; {@code said} is what was looked for, null for nothing. */
        SavedChatList.Item item(@Nullable String said) {
            return new SavedChatList.Item(id, head, used, file.toString(), said);
        }

        /** In one line, without control characters. */
        public String title() {
            return ChatTitle.of(head.title());
        }
    }

    /** All there are, the one used last first. Only the files' first lines are read. */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files()) {
            entry(file).ifPresent(entries::add);
        }
        entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::id).reversed());
        return entries;
    }

    /** The one used last. */
    public Optional<Entry> latest() {
        return list().stream().findFirst();
    }

    /** The one that goes by that name, or by the only name that begins so. */
    public Entry find(String typed) {
        List<Entry> all = list();
        List<Entry> meant = new ArrayList<>();
        for (Entry entry : all) {
            if (entry.id().equals(typed)) {
                return entry;
            }
            if (!typed.isEmpty() && ChatId.begins(entry.id(), typed)) {
                meant.add(entry);
            }
        }
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw meant.isEmpty() ? unknown(typed, all) : ambiguous(typed, meant);
    }

    public SavedChat read(Entry entry) {
        return read(ChatFile.open(entry.file()));
    }

    /** Deletes it. */
    public void delete(Entry entry) {
        try {
            Files.deleteIfExists(entry.file());
        } catch (IOException e) {
            throw failure("delete", entry.file(), e);
        }
    }

    /**
     * A conversation that begins; it gets a file when the first question is answered.
     *
     * @param notes is told, in a line, when it is kept elsewhere or no longer
     */
    public ChatRecorder begin(ChatSetup setup, Consumer<String> notes) {
        return new ChatRecorder(this, setup, notes);
    }

    /** A conversation that goes on where it stopped. */
    public ChatRecorder resume(Entry entry, Consumer<String> notes) {
        ChatFile file = ChatFile.open(entry.file());
        SavedChat chat = read(file);
        return new ChatRecorder(this, chat, file, notes);
    }

    Path folder() {
        return folder;
    }

    Instant now() {
        return clock.instant();
    }

    /** A new file with these turns. */
    ChatFile create(ChatSetup setup, List<SavedLine.Turn> turns) throws IOException {
        PrivateFolder.create(folder);
        String title = ChatTitle.of(turns.get(0).question());
        for (int attempt = 0; ; attempt++) {
            String id = ChatId.at(now(), clock.getZone(), attempt);
            List<SavedLine> lines = new ArrayList<>();
            lines.add(new SavedLine.Head(id, title, turns.get(0).time(), setup));
            lines.addAll(turns);
            try {
                return ChatFile.create(folder.resolve(id + SUFFIX), lines);
            } catch (FileAlreadyExistsException e) {
                // Another one began in this very second.
            }
        }
    }

    /** The name of the conversation in that file. */
    static String id(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    static MullamaException failure(String verb, Path file, IOException e) {
        return new MullamaException(
                        ErrorCode.PERMISSION_DENIED,
                        "cannot " + verb + " " + file + ": "
                                + (e instanceof NoSuchFileException ? "it is gone" : e.getMessage()),
                        "look after its folder")
                .causedBy(e);
    }

    private static SavedChat read(ChatFile file) {
        try {
            List<String> lines = file.lines();
            SavedLine first =
                    lines.isEmpty() ? null : SavedLine.read(lines.get(0)).orElse(null);
            if (first instanceof SavedLine.Head head) {
                return SavedChat.of(head, lines.subList(1, lines.size()));
            }
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    file.path() + " does not begin as a conversation does",
                    "'mullama chats' lists those that can be read");
        } catch (IOException e) {
            throw failure("read", file.path(), e);
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && ChatId.isOne(id(file))) {
                    files.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failure("read", folder, e);
        }
        return files;
    }

    private static Optional<Entry> entry(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            Instant used = Files.getLastModifiedTime(file).toInstant();
            return firstLine(file)
                    .flatMap(SavedLine::read)
                    .filter(SavedLine.Head.class::isInstance)
                    .map(head -> new Entry((SavedLine.Head) head, id(file), used, file));
        } catch (IOException e) {
            // It has gone meanwhile, or is not ours to read.
            return Optional.empty();
        }
    }

    private static Optional<String> firstLine(Path file) throws IOException {
        // A reader made so takes broken UTF-8 for what it is, rather than failing.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int next = reader.read(); next >= 0 && line.length() < LONGEST_HEAD; next = reader.read()) {
                if (next == '\n') {
                    return Optional.of(line.toString());
                }
                line.append((char) next);
            }
            return Optional.empty();
        }
    }

    private static MullamaException unknown(String typed, List<Entry> all) {
        String hint = NearestName.of(typed, all.stream().map(Entry::id).toList())
                .map(near -> "did you mean " + near + "?")
                .orElse("'mullama chats' lists them");
        return new MullamaException(ErrorCode.NOT_FOUND, "there is no conversation '" + typed + "'", hint);
    }

    private static MullamaException ambiguous(String typed, List<Entry> meant) {
        List<String> lines = meant.stream()
                .limit(8)
                .map(entry -> entry.id() + " (" + entry.title() + ")")
                .toList();
        String more = meant.size() > lines.size() ? ", and " + (meant.size() - lines.size()) + " more" : "";
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "'" + typed + "' may be any of " + meant.size() + " conversations",
                "type more of one: " + String.join(", ", lines) + more);
    }
}
