package io.mullama.cli.daemon;

import io.mullama.api.CheckUp;
import io.mullama.api.DoctorReport;
import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.terminal.Theme;
import java.util.ArrayList;
import java.util.List;

/** Findings for people, each with what to do about it below. Immutable. */
final class CheckUpText {
    private static final String INDENT = "  ";
    private static final int STATUS_WIDTH = "problem".length() + 2;

    private final Theme theme;
    private final int nameWidth;
    private final StringBuilder text = new StringBuilder();

    private CheckUpText(Theme theme, List<Finding> findings) {
        this.theme = theme;
        int widest = 0;
        for (Finding finding : findings) {
            widest = Math.max(widest, finding.name().length());
        }
        this.nameWidth = widest + 2;
    }

    static String of(CheckUp found, Theme theme) {
        DoctorReport daemon = found.daemon();
        List<Finding> own = found.client().findings();
        List<Finding> more = daemon == null ? List.of() : news(own, daemon.findings());
        List<Finding> all = new ArrayList<>(own);
        all.addAll(more);
        CheckUpText page = new CheckUpText(theme, all);
        page.section("This command", own);
        if (!more.isEmpty()) {
            page.section("The daemon", more);
        }
        page.text.append(summary(all));
        return page.text.toString();
    }

    /** Those of the daemon that are not said already, but for what changes between two looks. */
    private static List<Finding> news(List<Finding> own, List<Finding> daemons) {
        List<Finding> news = new ArrayList<>();
        for (Finding finding : daemons) {
            boolean said = false;
            for (Finding other : own) {
                said |= other.name().equals(finding.name())
                        && other.status() == finding.status()
                        && lasting(other).equals(lasting(finding));
            }
            if (!said) {
                news.add(finding);
            }
        }
        return news;
    }

    private static String lasting(Finding finding) {
        int end = finding.message().indexOf(';');
        return end < 0 ? finding.message() : finding.message().substring(0, end);
    }

    private void section(String title, List<Finding> findings) {
        text.append(title).append('\n');
        for (Finding finding : findings) {
            text.append(INDENT)
                    .append(painted(finding.status()))
                    .append(padded(finding.name(), nameWidth))
                    .append(indented(finding.message()))
                    .append('\n');
            String hint = finding.hint();
            if (hint != null) {
                String line = "-> " + indented(hint);
                text.append(margin())
                        .append(finding.status() == Status.OK ? theme.dim(line) : line)
                        .append('\n');
            }
        }
        text.append('\n');
    }

    private String margin() {
        return INDENT + " ".repeat(STATUS_WIDTH + nameWidth);
    }

    /** The lines of a log keep their places below each other. */
    private String indented(String message) {
        return message.stripTrailing().replace("\n", "\n" + margin());
    }

    private String painted(Status status) {
        return switch (status) {
            case OK -> theme.good("ok") + " ".repeat(STATUS_WIDTH - 2);
            case WARNING -> theme.warning("warning") + "  ";
            case ERROR -> theme.error("problem") + "  ";
        };
    }

    private static String summary(List<Finding> findings) {
        int problems = 0;
        int warnings = 0;
        for (Finding finding : findings) {
            problems += finding.status() == Status.ERROR ? 1 : 0;
            warnings += finding.status() == Status.WARNING ? 1 : 0;
        }
        if (problems + warnings == 0) {
            return "Everything is as it should be.\n";
        }
        return count(problems, "problem") + ", " + count(warnings, "warning") + ".\n";
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(width - name.length());
    }
}
