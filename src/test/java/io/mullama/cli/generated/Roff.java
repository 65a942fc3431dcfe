package io.mullama.cli.generated;

/** Writes the few requests of roff that a man page needs. Not thread-safe. */
final class Roff {
    private final StringBuilder text = new StringBuilder();

    Roff(String page, String purpose) {
        text.append(".\\\" Generated from the commands:\n")
                .append(".\\\" mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true\n")
                .append(".TH ")
                .append(escape(page.toUpperCase(java.util.Locale.ROOT)))
                .append(" 1 \"\" mullama \"mullama manual\"\n.nh\n");
        section("NAME");
        text.append(escape(page)).append(" \\- ").append(escape(purpose)).append('\n');
    }

    Roff section(String title) {
        text.append(".SH \"").append(title).append("\"\n");
        return this;
    }

    Roff subsection(String title) {
        text.append(".SS \"").append(escape(title)).append("\"\n");
        return this;
    }

    /** A paragraph of plain text. */
    Roff paragraph(String plain) {
        beginParagraph();
        text.append(line(plain)).append('\n');
        return this;
    }

    /** Words set in bold at the begin of a paragraph, and what follows them. */
    Roff call(String bold, String rest) {
        beginParagraph();
        text.append("\\fB")
                .append(escape(bold))
                .append("\\fR")
                .append(escape(rest))
                .append('\n');
        return this;
    }

    /** A term, and what it means. */
    Roff item(String term, String meaning) {
        text.append(".TP\n\\fB")
                .append(escape(term))
                .append("\\fR\n")
                .append(line(meaning))
                .append('\n');
        return this;
    }

    /** A title begins one of its own. */
    private void beginParagraph() {
        int line = text.lastIndexOf("\n", text.length() - 2) + 1;
        if (text.indexOf(".S", line) != line) {
            text.append(".PP\n");
        }
    }

    String text() {
        return text.toString();
    }

    private static String line(String plain) {
        String escaped = escape(plain);
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static String escape(String plain) {
        return plain.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("~", "\\(ti")
                .replace("'", "\\(aq");
    }
}
