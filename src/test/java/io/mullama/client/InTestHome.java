package io.mullama.client;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home for each test, whose daemons end with it. */
abstract class InTestHome {
    @TempDir
    Path folder;

    final RecordedDialogue dialogue = new RecordedDialogue(false);

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    TestHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new TestHome(folder);
    }
}
