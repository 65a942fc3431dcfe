package io.mullama.server.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Dumps the classes that the distribution's lists name, which takes one command and runs nothing. */
record ClassListDump(Path installation) implements ArchiveMaker {
    @Override
    public String suffix() {
        return ".jsa";
    }

    @Override
    public void make(Path folder) throws IOException, InterruptedException {
        for (String kind : ClassDataArchives.KINDS) {
            dump(kind, folder.resolve(kind + suffix()));
        }
    }

    private void dump(String kind, Path archive) throws IOException, InterruptedException {
        Path classes = installation.resolve("lib").resolve(kind + ".classlist");
        if (!Files.isReadable(classes)) {
            throw new IOException(classes + " is missing");
        }
        Process process = new ProcessBuilder(ArchiveMaker.patiently(command(classes, archive)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            ArchiveMaker.await(process, archive);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Path classes, Path archive) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:dump",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                installation.resolve("lib").resolve("mullama.jar").toString());
    }
}
