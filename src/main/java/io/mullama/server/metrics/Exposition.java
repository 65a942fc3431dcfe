package io.mullama.server.metrics;

import java.nio.charset.StandardCharsets;

/**
 * Writes families of samples as text, in version 0.0.4 of Prometheus' format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Not thread-safe.
 */
final class Exposition {
    /** Whole numbers up to here are exact in a double. */
    private static final double MOST_EXACT = 1L << 53;

    enum Type {
        COUNTER("counter"),
        GAUGE("gauge"),
        HISTOGRAM("histogram");

        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    private final StringBuilder text = new StringBuilder(8192);

    /** Begins a family; its samples follow. */
    Exposition family(String name, Type type, String help) {
        text.append("# HELP ").append(name).append(' ');
        text.append(help.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type.text).append('\n');
        return this;
    }

    Exposition sample(String name, Labels labels, long value) {
        begin(name, labels).append(value).append('\n');
        return this;
    }

    /** Whole numbers are written without a point. */
    Exposition sample(String name, Labels labels, double value) {
        if (value == Math.rint(value) && Math.abs(value) <= MOST_EXACT) {
            return sample(name, labels, (long) value);
        }
        begin(name, labels).append(number(value)).append('\n');
        return this;
    }

    /** A family of one sample without labels. */
    Exposition gauge(String name, String help, long value) {
        return family(name, Type.GAUGE, help).sample(name, Labels.NONE, value);
    }

    /** A family of one sample without labels. */
    Exposition gauge(String name, String help, double value) {
        return family(name, Type.GAUGE, help).sample(name, Labels.NONE, value);
    }

    /** A family of one sample without labels. */
    Exposition counter(String name, String help, long value) {
        return family(name, Type.COUNTER, help).sample(name, Labels.NONE, value);
    }

    /** A family of one sample without labels. */
    Exposition counter(String name, String help, double value) {
        return family(name, Type.COUNTER, help).sample(name, Labels.NONE, value);
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private StringBuilder begin(String name, Labels labels) {
        text.append(name);
        if (!labels.text().isEmpty()) {
            text.append('{').append(labels.text()).append('}');
        }
        return text.append(' ');
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }
}
