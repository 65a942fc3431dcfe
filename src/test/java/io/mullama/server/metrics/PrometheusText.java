package io.mullama.server.metrics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;

/** Metrics as a parser that is not ours reads them; that parser drops what it cannot read, and this one refuses it. Immutable. */
public final class PrometheusText {
    private final List<MetricFamily> families;

    private PrometheusText(List<MetricFamily> families) {
        this.families = families;
    }

    /** Reads all of it. */
    public static PrometheusText parse(byte[] text) throws IOException {
        TextPrometheusMetricDataParser parser = new TextPrometheusMetricDataParser(new ByteArrayInputStream(text));
        List<MetricFamily> families = new ArrayList<>();
        for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
            families.add(family);
        }
        PrometheusText parsed = new PrometheusText(families);
        parsed.requireComplete(new String(text, StandardCharsets.UTF_8));
        return parsed;
    }

    /** Of a counter or a gauge. */
    public double value(String name, Map<String, String> labels) {
        Metric metric = metric(name, labels);
        return metric instanceof Counter counter ? counter.getValue() : ((Gauge) metric).getValue();
    }

    /** Of a histogram. */
    public long count(String name, Map<String, String> labels) {
        return ((Histogram) metric(name, labels)).getSampleCount();
    }

    private Metric metric(String name, Map<String, String> labels) {
        return family(name).getMetrics().stream()
                .filter(metric -> metric.getLabels().equals(labels))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample " + name + labels));
    }

    private MetricFamily family(String name) {
        return families.stream()
                .filter(family -> family.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no family " + name));
    }

    private void requireComplete(String text) {
        long written = text.lines().filter(line -> !line.startsWith("#")).count();
        long read = families.stream()
                .flatMap(family -> family.getMetrics().stream())
                .mapToLong(PrometheusText::samples)
                .sum();
        long begun = text.lines().filter(line -> line.startsWith("# TYPE ")).count();
        if (read != written || families.size() != begun || !text.endsWith("\n")) {
            throw new AssertionError("of " + written + " samples in " + begun + " families " + read + " in "
                    + families.size() + " were understood:\n" + text);
        }
    }

    /** The lines that it came from. */
    private static long samples(Metric metric) {
        return metric instanceof Histogram histogram ? histogram.getBuckets().size() + 2 : 1;
    }
}
