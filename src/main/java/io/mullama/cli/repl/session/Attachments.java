package io.mullama.cli.repl.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that go with messages: those that wait for the next, and those that a message names. For one thread. */
public final class Attachments {
    private static final String COMMAND = "/file";

    /** What ends a sentence, and is hardly meant to be the end of a name. */
    private static final String PUNCTUATION = ".,;:!?)]}'\"";

    private final Surroundings surroundings;
    private final List<AttachedFile> waiting = new ArrayList<>();

    Attachments(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Has a file wait for the next message. */
    public AttachedFile add(String name) {
        AttachedFile file = AttachedFile.read(COMMAND, name, surroundings.path(name));
        waiting.add(file);
        return file;
    }

    /** What is sent of a message: its own text, then the files that wait and those that it names as {@code @path}. */
    Question question(String typed) {
        Map<String, AttachedFile> files = new LinkedHashMap<>();
        waiting.forEach(file -> files.put(file.name(), file));
        for (String name : mentioned(typed)) {
            if (!files.containsKey(name)) {
                files.put(name, AttachedFile.read("@" + name, name, surroundings.path(name)));
            }
        }
        StringBuilder text = new StringBuilder(typed);
        files.values().forEach(file -> text.append("\n\n").append(file.fenced()));
        return new Question(typed, text.toString().stripTrailing());
    }

    /** Forgets the files that waited. */
    void sent() {
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

    private static String word(String text, int from) {
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
