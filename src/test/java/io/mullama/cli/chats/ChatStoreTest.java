package io.mullama.cli.chats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.api.SavedLine;
import io.mullama.cli.SteppingClock;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Conversations kept in a file system in memory, by one program and by several. */
final class ChatStoreTest {
    private static final ChatSetup SETUP =
            new ChatSetup("tiny", "Be brief.", AnswerFields.TEXT, GenerationOptions.DEFAULTS.withTemperature(0.5));

    @AutoClose
    private final FileSystem files = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setAttributeViews("posix").build());

    private final Path folder = files.getPath("/home/chats");
    private final SteppingClock clock = new SteppingClock();
    private final ChatStore store = new ChatStore(folder, clock);
    private final List<String> notes = new ArrayList<>();

    private static List<ChatMessage> turn(String question, String answer) {
        return List.of(ChatMessage.user(question), ChatMessage.assistant(answer));
    }

    private ChatRecorder begun(String question, String answer) {
        ChatRecorder chat = store.begin(SETUP, notes::add);
        chat.add(turn(question, answer));
        return chat;
    }

    private ChatRecorder resumed() {
        return store.resume(store.latest().orElseThrow(), notes::add);
    }

    private static List<ChatTurn> turns(List<ChatMessage> all) {
        List<ChatTurn> turns = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 2) {
            turns.add(new ChatTurn(all.subList(i, i + 2)));
        }
        return turns;
    }

    private static void undo(ChatRecorder chat, int count) {
        int left = Math.max(0, chat.turns().size() - count);
        chat.keep(chat.setup(), turns(chat.messages().subList(0, 2 * left)));
    }

    private List<String> said() {
        return store.read(store.latest().orElseThrow()).messages().stream()
                .map(ChatMessage::content)
                .toList();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private Path file() {
        return store.latest().orElseThrow().file();
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.APPEND);
    }

    @Test
    void aConversationWithoutAnAnswerLeavesNoFile() {
        store.begin(SETUP, notes::add).keep(SETUP, List.of());
        assertThat(Files.exists(folder)).isFalse();
        assertThat(store.list()).isEmpty();
        assertThat(store.latest()).isEmpty();
    }

    @Test
    void whatWasSaidIsReadAsItWasHeld() {
        ChatRecorder chat = store.begin(SETUP, notes::add);
        ChatMessage thoughtful = new ChatMessage("assistant", "b", "so", List.of(), ChatMessage.AnsweredCall.NONE);
        chat.add(List.of(ChatMessage.user("line 1\nline \"2\" \u2028 ünïcode 🙂"), thoughtful));
        chat.add(turn("c", "d"));

        SavedChat read = store.read(store.latest().orElseThrow());

        assertThat(read.setup()).isEqualTo(SETUP);
        assertThat(read.turns()).isEqualTo(chat.turns());
        assertThat(read.messages()).isEqualTo(chat.messages()).hasSize(4);
        assertThat(read.messages().get(1)).isEqualTo(thoughtful);
        assertThat(read.damaged()).isZero();
        assertThat(read.head().id()).isEqualTo(chat.id().orElseThrow());
        assertThat(notes).isEmpty();
    }

    @Test
    void foldersAndFilesAreForTheirOwnerAlone() throws IOException {
        begun("a", "b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileSystemWithoutPermissionsWillDo() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            ChatStore other = new ChatStore(windows.getPath("C:\\home\\chats"), clock);
            other.begin(SETUP, notes::add).add(turn("a", "b"));
            assertThat(other.list()).hasSize(1);
        }
    }

    @Test
    void theTitleIsTheFirstWordsOfTheFirstMessage() {
        begun("  What is\tthe\n\ncapital \u001b[31mof\u0007 France?", "b");
        assertThat(store.list().get(0).title()).isEqualTo("What is the capital [31mof France?");
        begun("word ".repeat(100), "b");
        assertThat(store.list().get(0).title()).endsWith("word...").hasSizeBetween(50, 60);
        begun("x".repeat(100), "b");
        assertThat(store.list().get(0).title()).isEqualTo("x".repeat(57) + "...");
        begun("🙂".repeat(100), "b");
        assertThat(store.list().get(0).title()).isEqualTo("🙂".repeat(28) + "...");
    }

    @Test
    void aQuestionIsKnownAsItWasTypedWithoutTheFilesThatWentWithIt() {
        ChatRecorder chat = store.begin(SETUP, notes::add);
        chat.keep(SETUP, List.of(new ChatTurn(turn("explain a.py:\n```\nx\n```", "b"), "explain")));
        chat.add(turn("c", "d"));

        assertThat(store.list().get(0).title()).isEqualTo("explain");
        assertThat(said()).startsWith("explain a.py:\n```\nx\n```");
        assertThat(resumed().turns()).isEqualTo(chat.turns());
        assertThat(resumed().turns().stream().map(SavedLine.Turn::question)).containsExactly("explain", "c");
    }

    @Test
    void theLatestIsTheOneThatWasUsedLast() throws IOException {
        ChatRecorder first = begun("first", "b");
        begun("second", "b");
        Files.setLastModifiedTime(file(), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        first.add(turn("more", "c"));
        assertThat(store.list().stream().map(ChatStore.Entry::title)).containsExactly("first", "second");
    }

    @Test
    void undoneTurnsAreGoneAndTheFileOnlyGrows() throws IOException {
        ChatRecorder chat = begun("a", "b");
        chat.add(turn("c", "d"));
        String before = Files.readString(file());
        undo(chat, 1);
        chat.add(turn("e", "f"));
        assertThat(said()).containsExactly("a", "b", "e", "f");
        assertThat(Files.readString(file())).startsWith(before);
    }

    @Test
    void aConversationThatIsUndoneWhollyLeavesNoFile() throws IOException {
        ChatRecorder chat = begun("a", "b");
        undo(chat, 9);
        assertThat(kept()).isEmpty();
        chat.add(turn("c", "d"));
        assertThat(said()).containsExactly("c", "d");
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aConversationThatStartsAgainGetsAFileOfItsOwn() throws IOException {
        ChatRecorder chat = begun("a", "b");
        chat.restart();
        assertThat(chat.messages()).isEmpty();
        chat.add(turn("c", "d"));
        assertThat(kept()).hasSize(2);
        assertThat(said()).containsExactly("c", "d");
    }

    @Test
    void theConversationAsItIsNowIsKeptByWhatIsNewAndWhatIsGone() throws IOException {
        ChatRecorder chat = begun("a", "b");
        List<ChatMessage> all = new ArrayList<>(turn("a", "b"));
        all.addAll(turn("c", "d"));
        chat.keep(SETUP, turns(all));
        assertThat(said()).containsExactly("a", "b", "c", "d");

        List<ChatMessage> again = new ArrayList<>(turn("a", "b"));
        again.addAll(turn("c", "another"));
        chat.keep(SETUP, turns(again));
        assertThat(said()).containsExactly("a", "b", "c", "another");
        assertThat(Files.readString(file())).hasLineCount(5);
        chat.keep(SETUP, turns(again));
        assertThat(Files.readString(file())).hasLineCount(5);

        chat.keep(SETUP, List.of());
        assertThat(kept()).isEmpty();
        chat.keep(SETUP, turns(turn("new", "one")));
        assertThat(kept()).hasSize(1);
        assertThat(said()).containsExactly("new", "one");
    }

    @Test
    void theOnlyAnswerIsReplacedInItsFile() throws IOException {
        ChatRecorder chat = begun("a", "b");
        chat.keep(SETUP, turns(turn("a", "another")));
        assertThat(said()).containsExactly("a", "another");
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aChangedModelIsKeptWithTheNextTurn() {
        ChatRecorder chat = begun("a", "b");
        ChatSetup other = new ChatSetup("other", null, AnswerFields.TEXT, GenerationOptions.DEFAULTS, 8192);
        chat.change(other);
        chat.change(SETUP);
        chat.change(other);
        chat.add(turn("c", "d"));
        chat.add(turn("e", "f"));
        SavedChat read = store.read(store.latest().orElseThrow());
        assertThat(read.setup()).isEqualTo(other);
        assertThat(read.head().setup()).isEqualTo(SETUP);
        assertThat(resumed().setup()).isEqualTo(other);
    }

    @Test
    void whatIsSaidWhileNothingIsToBeKeptIsNot() throws IOException {
        ChatRecorder chat = begun("a", "b");
        chat.save(false);
        chat.add(turn("secret", "c"));
        undo(chat, 1);
        chat.add(turn("secret", "c"));
        chat.save(true);
        chat.add(turn("d", "e"));
        assertThat(said()).containsExactly("a", "b", "d", "e");
        assertThat(chat.messages()).hasSize(6);
        assertThat(Files.readString(file())).doesNotContain("secret");
        undo(chat, 2);
        assertThat(said()).containsExactly("a", "b");
    }

    @Test
    void aFileStaysAsItIsWhileNothingIsToBeKept() throws IOException {
        begun("a", "b").add(turn("c", "d"));
        String before = Files.readString(file());
        ChatRecorder chat = resumed();
        chat.save(false);
        undo(chat, 1);
        chat.add(turn("c", "another"));
        assertThat(Files.readString(file())).isEqualTo(before);
        undo(chat, 2);
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void whatWasTakenBackMeanwhileGoesOnceTheRestIsKeptAgain() {
        ChatRecorder chat = begun("a", "b");
        chat.add(turn("c", "d"));
        chat.save(false);
        undo(chat, 1);
        chat.add(turn("secret", "x"));
        assertThat(said()).containsExactly("a", "b", "c", "d");
        chat.save(true);
        assertThat(said()).containsExactly("a", "b");
        chat.add(turn("e", "f"));
        assertThat(said()).containsExactly("a", "b", "e", "f");
    }

    @Test
    void aChangeThatComesBeforeAnUndoIsKeptWithTheNextTurn() {
        ChatRecorder chat = begun("a", "b");
        chat.add(turn("c", "d"));
        ChatSetup other = new ChatSetup("other", null, AnswerFields.TEXT, GenerationOptions.DEFAULTS);
        chat.keep(other, turns(turn("a", "b")));
        assertThat(store.read(store.latest().orElseThrow()).setup()).isEqualTo(SETUP);
        chat.add(turn("e", "f"));
        assertThat(store.read(store.latest().orElseThrow()).setup()).isEqualTo(other);
    }

    @Test
    void aLineThatWasNotFinishedIsIgnoredAndHealed() throws IOException {
        begun("a", "b");
        append("{\"type\":\"turn\",\"time\":\"2026-01-0");
        assertThat(said()).containsExactly("a", "b");
        assertThat(store.read(store.latest().orElseThrow()).damaged()).isZero();

        resumed().add(turn("c", "d"));

        assertThat(said()).containsExactly("a", "b", "c", "d");
        assertThat(Files.readString(file())).hasLineCount(3).endsWith("}\n");
        assertThat(notes).isEmpty();
    }

    @Test
    void linesThatSayNothingAreCountedAndPassedOver() throws IOException {
        ChatRecorder chat = begun("a", "b");
        append("nonsense\n{\"type\":\"turn\",\"messages\":[{\"role\":\"king\",\"content\":\"x\"}]}\n\n");
        append("{\"type\":\"drop\",\"turns\":-1}\n{\"type\":\"turn\",\"messages\":[],\"time\":\"now\"}\n[1]\n");
        append("{\"type\":\"of tomorrow\"}\n{\"type\":\"setup\"}\n");
        append("{\"type\":\"turn\",\"time\":\"2026-01-03T12:00:00Z\",\"new\":1,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"c\"},{\"role\":\"assistant\",\"content\":\"d\"}]}\n");
        SavedChat read = store.read(store.latest().orElseThrow());
        assertThat(read.turns()).hasSize(2);
        assertThat(read.turns().get(0)).isEqualTo(chat.turns().get(0));
        assertThat(read.damaged()).isEqualTo(8);
    }

    @Test
    void bytesThatAreNoTextDoNotKeepTheRestFromBeingRead() throws IOException {
        begun("a", "b");
        Files.write(file(), new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\n'}, StandardOpenOption.APPEND);
        assertThat(store.read(store.latest().orElseThrow()).damaged()).isEqualTo(1);
    }

    @Test
    void filesThatAreNoConversationsAreNotListed() throws IOException {
        begun("a", "b");
        Files.writeString(folder.resolve("empty.jsonl"), "");
        Files.writeString(folder.resolve("long.jsonl"), "x".repeat(2 << 20));
        Files.writeString(folder.resolve("turn.jsonl"), "{\"type\":\"drop\",\"turns\":1}\n");
        Files.writeString(folder.resolve("notes.txt"), Files.readString(file()));
        Files.copy(file(), folder.resolve("\u001b[2J.jsonl"));
        Files.createDirectory(folder.resolve("folder.jsonl"));
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void aHostileTitleDoesNotReachTheTerminal() throws IOException {
        begun("a", "b");
        String planted =
                Files.readString(file()).replace("\"title\":\"a\"", "\"title\":\"\\u001b]0;x\\u0007y\\u202ez\"");
        Files.writeString(file(), planted);
        assertThat(store.list().get(0).title()).isEqualTo("]0;x y z");
    }

    @Test
    void twoThatGoOnWithTheSameConversationPartWays() throws IOException {
        begun("a", "b");
        ChatRecorder one = resumed();
        ChatRecorder two = resumed();

        one.add(turn("one", "1"));
        two.add(turn("two", "2"));
        one.add(turn("one again", "1"));
        two.add(turn("two again", "2"));

        assertThat(kept()).hasSize(2);
        assertThat(contents(one)).containsExactly("a", "b", "one", "1", "one again", "1");
        assertThat(contents(two)).containsExactly("a", "b", "two", "2", "two again", "2");
        assertThat(notes)
                .containsExactly("the conversation went on in another terminal; here it is kept as "
                        + two.id().orElseThrow());
    }

    private List<String> contents(ChatRecorder chat) {
        return store.read(store.find(chat.id().orElseThrow())).messages().stream()
                .map(ChatMessage::content)
                .toList();
    }

    @Test
    void anUndoNeverTakesBackWhatAnotherTerminalSaid() throws IOException {
        begun("a", "b");
        ChatRecorder one = resumed();
        ChatRecorder two = resumed();
        one.add(turn("one", "1"));
        undo(two, 1);
        assertThat(said()).containsExactly("a", "b", "one", "1");
        assertThat(kept()).hasSize(1);
        assertThat(two.id()).isEmpty();
    }

    @Test
    void aConversationThatIsDeletedMeanwhileIsNotWrittenAgain() throws IOException {
        ChatRecorder chat = begun("a", "b");
        store.delete(store.latest().orElseThrow());
        chat.add(turn("c", "d"));
        undo(chat, 1);
        chat.add(turn("e", "f"));
        assertThat(kept()).isEmpty();
        assertThat(chat.saving()).isFalse();
        assertThat(chat.messages()).hasSize(4);
        assertThat(notes).containsExactly("the conversation is no longer kept: its file has been deleted");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidOnceAndTheConversationGoesOn() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "in the way");
        ChatRecorder chat = begun("a", "b");
        chat.add(turn("c", "d"));
        assertThat(chat.messages()).hasSize(4);
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("the conversation is no longer kept: cannot write /home");
    }

    @Test
    void aNameMayBeCutShortWhereOnlyOneBeginsSo() {
        ChatRecorder first = begun("a", "b");
        ChatRecorder second = begun("c", "d");
        String id = first.id().orElseThrow();
        assertThat(store.find(id).id()).isEqualTo(id);
        assertThat(store.find(id.substring(id.indexOf('-') + 1)).id()).isEqualTo(id);
        assertThatThrownBy(() -> store.find("2026"))
                .hasMessage("'2026' may be any of 2 conversations")
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.hint().orElseThrow())
                        .isEqualTo("type more of one: " + second.id().orElseThrow() + " (c), " + id + " (a)"));
    }

    @Test
    void aNameThatNobodyHasGetsTheNearest() {
        String id = begun("a", "b").id().orElseThrow();
        assertThatThrownBy(() -> store.find(id + "x"))
                .hasMessage("there is no conversation '" + id + "x'")
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND);
                    assertThat(e.hint()).hasValue("did you mean " + id + "?");
                });
        for (String typed : List.of("", "../../etc/passwd", "zzz")) {
            assertThatThrownBy(() -> store.find(typed))
                    .asInstanceOf(type(MullamaException.class))
                    .satisfies(e -> assertThat(e.hint()).hasValue("'mullama chats' lists them"));
        }
    }

    @Test
    void namesSortByTimeAndNoTwoAreAlike() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(begun("a", "b").id().orElseThrow());
        }
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("20260103-[b-z]{4}"));
        assertThat(ids).isSorted();
    }
}
