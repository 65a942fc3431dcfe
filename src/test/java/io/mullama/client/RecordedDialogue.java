package io.mullama.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was said, and gives one answer to every question. Thread-safe. */
final class RecordedDialogue implements Dialogue {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final boolean answer;

    RecordedDialogue(boolean answer) {
        this.answer = answer;
    }

    List<String> told() {
        return told;
    }

    @Override
    public void tell(String line) {
        told.add(line);
    }

    @Override
    public void progress(String line) {
        tell(line);
    }

    @Override
    public boolean confirm(String question) {
        told.add(question);
        return answer;
    }
}
