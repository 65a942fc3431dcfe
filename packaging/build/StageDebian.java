import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Prepares what a Debian package holds in another form than the distribution: compressed manual pages, the licences in
 * one file, a changelog as Debian's tools read it.
 *
 * <p>Run by the Maven build: {@code java StageDebian.java VERSION TIME MAINTAINER OUT}, in the project's folder.
 */
public final class StageDebian {
    private static final String CHANGELOG =
            """
            mullama (%s) unstable; urgency=medium

              * What has changed stands in changes.md.gz beside this file.

             -- %s  %s
            """;

    private static final String LICENCES =
            """
            On Debian the texts of the Apache License 2.0 and of the LGPL 2.1 are in /usr/share/common-licenses/Apache-2.0
            and /usr/share/common-licenses/LGPL-2.1.
            """;

    public static void main(String[] args) throws IOException {
        String time = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
                .format(OffsetDateTime.parse(args[1]));
        Path out = Path.of(args[3]);
        Path pages = Files.createDirectories(out.resolve("man"));
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(Path.of("man"), "*.1")) {
            for (Path page : sources) {
                compress(Files.readAllBytes(page), pages.resolve(page.getFileName() + ".gz"));
            }
        }
        compress(Files.readAllBytes(Path.of("src/site/markdown/changelog.md")), out.resolve("changes.md.gz"));
        compress(CHANGELOG.formatted(args[0], args[2], time).getBytes(StandardCharsets.UTF_8), out.resolve("changelog.gz"));
        Files.writeString(
                out.resolve("copyright"),
                Files.readString(Path.of("LICENSE")) + "\n" + Files.readString(Path.of("NOTICE")) + "\n" + LICENCES);
    }

    private static void compress(byte[] bytes, Path out) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new Smallest(compressed)) {
            gzip.write(bytes);
        }
        byte[] file = compressed.toByteArray();
        // By this byte Debian's tools know that it cannot be smaller (RFC 1952, XFL).
        file[8] = 2;
        Files.write(out, file);
    }

    private static final class Smallest extends GZIPOutputStream {
        Smallest(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
