package io.mullama.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one model name, taking it for hostile: parts of it become parts of files' names. For one thread. */
final class ModelNameParser {
    /** Characters; a name becomes a file's name, and those end at 255 bytes. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_PATH = 4096;
    private static final int MOST_FOLDERS = 4;

    /** How repositories are written, the longest of two that begin alike first. */
    private static final List<String> HUB_PREFIXES = List.of(
            "https://huggingface.co/",
            "http://huggingface.co/",
            "https://hf.co/",
            "http://hf.co/",
            "huggingface.co/",
            "hf.co/",
            "hf://",
            "hf:");

    /** Between a repository and a revision in the addresses that a browser shows. */
    private static final Set<String> PAGES = Set.of("blob", "resolve", "raw", "tree");

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*");

    /** Names that are devices in every folder of Windows, with any extension. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    /** How paths begin that begin at no root. */
    private static final Pattern RELATIVE = Pattern.compile("(\\.|\\.\\.|~)[/\\\\].*", Pattern.DOTALL);

    private final String field;
    private final String text;

    /** {@code field} is the request's that the name stands in. */
    ModelNameParser(String field, String text) {
        this.field = field;
        this.text = text;
    }

    ModelName parse() {
        if (text.isBlank()) {
            throw refused("the model's name is empty", "name one, such as tiny");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw refused("the model's name holds a control character", "leave it out");
        }
        if (isPath(text)) {
            return file();
        }
        if (RELATIVE.matcher(text).matches()) {
            throw refused(
                    "'" + text + "' is no path from the root, and paths in requests must be absolute",
                    "write it as /home/me/model.gguf");
        }
        requireShort(text);
        ModelName name = named();
        requireShort(name.text());
        return name;
    }

    private ModelName named() {
        for (String prefix : HUB_PREFIXES) {
            if (text.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return repository(text.substring(prefix.length()));
            }
        }
        return text.indexOf('/') >= 0 ? repository(text) : plain();
    }

    private void requireShort(String name) {
        if (name.length() > LONGEST_NAME) {
            throw refused(
                    "the model's name has %d characters, and the most is %d".formatted(name.length(), LONGEST_NAME),
                    "shorten it");
        }
    }

    private static boolean isPath(String text) {
        boolean drive = text.length() > 2
                && Character.isLetter(text.charAt(0))
                && text.charAt(1) == ':'
                && (text.charAt(2) == '\\' || text.charAt(2) == '/');
        return text.startsWith("/") || drive;
    }

    private ModelName file() {
        if (text.length() > LONGEST_PATH) {
            throw refused(
                    "the path has %d characters, and the most is %d".formatted(text.length(), LONGEST_PATH),
                    "move the file");
        }
        return new ModelName.File(text);
    }

    private ModelName plain() {
        int colon = text.indexOf(':');
        String family = colon < 0 ? text : text.substring(0, colon);
        String tag = colon < 0 ? ModelName.DEFAULT_TAG : text.substring(colon + 1);
        return new ModelName.Plain(segment(family, "name"), segment(tag, "tag"));
    }

    /** {@code org/repo}, with a file or quantization behind a colon or slash, and a revision behind an at-sign. */
    private ModelName repository(String wanted) {
        int at = wanted.lastIndexOf('@');
        String place = at < 0 ? wanted : wanted.substring(0, at);
        Optional<String> revision = at < 0 ? Optional.empty() : Optional.of(wanted.substring(at + 1));
        int colon = place.indexOf(':');
        String[] path = (colon < 0 ? place : place.substring(0, colon)).split("/", -1);
        if (path.length < 2) {
            throw refused("'" + text + "' names no repository", "write hf:ORGANIZATION/REPOSITORY");
        }
        if (path.length > 3 && PAGES.contains(path[2])) {
            revision = Optional.of(path[3]).filter(branch -> !branch.equals("main"));
        }
        int fileFrom = path.length > 3 && PAGES.contains(path[2]) ? 4 : 2;
        // Ollama's clients write the default tag behind repositories, too.
        Optional<String> choice = Optional.of(place.substring(colon + 1))
                .filter(tag -> colon >= 0 && !tag.equalsIgnoreCase(ModelName.DEFAULT_TAG));
        if (path.length > fileFrom) {
            choice = Optional.of(file(List.of(path).subList(fileFrom, path.length)));
        }
        String name = segment(path[0], "organization") + "/" + segment(path[1], "repository");
        choice.ifPresent(this::requireRelative);
        revision.ifPresent(this::requireRelative);
        return new ModelName.Hub(name, choice, revision);
    }

    /** A file behind the repository and a slash; anything but a file there is a slip. */
    private String file(List<String> segments) {
        String file = String.join("/", segments);
        if (!file.toLowerCase(Locale.ROOT).endsWith(".gguf")) {
            throw refused(
                    "'" + text + "' has '" + file + "' behind the repository, which is no .gguf file",
                    "write hf:ORGANIZATION/REPOSITORY, and a quantization behind a colon");
        }
        return file;
    }

    private void requireRelative(String path) {
        String[] segments = path.split("/", -1);
        if (segments.length > MOST_FOLDERS) {
            throw refused("'" + text + "' has too many slashes", "write hf:ORGANIZATION/REPOSITORY:FILE");
        }
        for (String segment : segments) {
            segment(segment, "file, quantization or revision");
        }
    }

    private String segment(String segment, String what) {
        boolean plain = SEGMENT.matcher(segment).matches();
        if (plain
                && !segment.contains("..")
                && !segment.endsWith(".")
                && !DEVICE.matcher(segment).matches()) {
            return segment;
        }
        if (segment.isEmpty()) {
            throw refused("'" + text + "' has an empty " + what, "leave out the sign before it, or complete it");
        }
        throw refused(
                "'" + text + "' is no model's name: '" + segment + "' cannot be its " + what,
                plain
                        ? "choose another word: it would mislead a file system"
                        : "take letters, digits, '.', '_', '-' and '+', and a letter or digit first;"
                                + " a path begins with '/'");
    }

    private MullamaException refused(String message, String hint) {
        return MullamaException.invalidField(field, message, hint);
    }
}
