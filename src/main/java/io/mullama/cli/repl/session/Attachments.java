package io.mullama.cli.repl.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files that go with messages: those that wait for the next, and those that a message names. For one thread. */
public final class Attachments {
    private static final String COMMAND = "/file";

    /** What ends a sentence, and is hardly meant to be the end of a name. */
    private static final String PUNCTUATION = ".,;:!?)]}'\"";

    private final Surroundings surroundings;
    private final List<AttachedFile> waiting = new ArrayList<>();

    /** Those of them that the last message has, which may yet fail. */
    private List<AttachedFile> going = List.of();

    Attachments(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Has a file wait for the next message. */
    public AttachedFile add(String name) {
        AttachedFile file = AttachedFile.read(COMMAND, name, surroundings.path(name));
        await(file);
        return file;
    }

    private void await(AttachedFile file) {
        waiting.removeIf(other -> other.name().equals(file.name()));
        waiting.add(file);
    }

    /** The files that a line names as {@code @path}, less those that wait already. */
    List<AttachedFile> named(String line) {
        Set<String> known = new HashSet<>();
        waiting.forEach(file -> known.add(file.name()));
        List<AttachedFile> files = new ArrayList<>();
        for (String name : mentioned(line)) {
            if (known.add(name)) {
                files.add(AttachedFile.read("@" + name, name, surroundings.path(name)));
            }
        }
        return files;
    }

    /** What is sent of a message: its own text, then the files that wait, then those that it names. */
    Question question(String typed, List<AttachedFile> named) {
        going = List.copyOf(waiting);
        StringBuilder text = new StringBuilder(typed);
        waiting.forEach(file -> text.append("\n\n").append(file.fenced()));
        named.forEach(file -> text.append("\n\n").append(file.fenced()));
        return new Question(typed, text.toString().stripTrailing(), going);
    }

    /** The last message is answered: the files that it had wait no more, others do. */
    void sent() {
        waiting.removeAll(going);
        going = List.of();
    }

    /** A message is taken back: its files wait for the next. */
    void withdrawn(Question question) {
        going = List.of();
        question.files().forEach(this::await);
    }

    /** Nothing waits any more. */
    void clear() {
        waiting.clear();
    }

    private List<String> mentioned(String typed) {
        List<String> names = new ArrayList<>();
        for (int at = typed.indexOf('@'); at >= 0; at = typed.indexOf('@', at + 1)) {
            if (at == 0 || Character.isWhitespace(typed.charAt(at - 1))) {
                String name = existing(word(typed, at + 1));
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Up to a blank, or between quotes. */
    private static String word(String text, int from) {
        if (text.startsWith("\"", from)) {
            int close = text.indexOf('"', from + 1);
            if (close > 0) {
                return text.substring(from + 1, close);
            }
        }
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end);
    }

    /** The word, without the punctuation behind it if need be; empty where it names nothing. */
    private String existing(String word) {
        String name = word;
        while (!name.isEmpty() && !surroundings.exists(name)) {
            boolean cut = PUNCTUATION.indexOf(name.charAt(name.length() - 1)) >= 0;
            name = cut ? name.substring(0, name.length() - 1) : "";
        }
        return name;
    }
}
