package io.mullama.server.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * All that the daemon counts, and the text that Prometheus reads: the contract's metrics in the contract's order, then
 * the others. Thread-safe.
 */
public final class Metrics {
    /** That of the text. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double NANOS_PER_SECOND = 1e9;

    private final RequestMetrics requests = new RequestMetrics();
    private final AnswerMetrics answers = new AnswerMetrics();

    public RequestMetrics requests() {
        return requests;
    }

    public AnswerMetrics answers() {
        return answers;
    }

    /** What there is to tell. */
    public byte[] text(Snapshot now, ProcessUsage process) {
        Exposition text = new Exposition();
        writeContract(now, text);
        requests.writeResponses(text);
        writeModels(now, text, "mullama_model_requests_active", "Requests that use the model", Snapshot.Model::active);
        writeModels(now, text, "mullama_model_memory_bytes", "Memory that the model is to take", model ->
                (double) model.memory());
        writeModels(
                now,
                text,
                "mullama_model_load_seconds",
                "Time that the model took to load",
                model -> seconds(model.load()));
        answers.writeModels(text);
        process.writeTo(text);
        return text.bytes();
    }

    private void writeContract(Snapshot now, Exposition text) {
        text.family("mullama_info", Exposition.Type.GAUGE, "Mullama daemon information")
                .sample("mullama_info", Labels.of("version", now.version()), 1);
        text.counter(
                "mullama_uptime_seconds",
                "Daemon uptime in seconds",
                now.uptime().toSeconds());
        text.gauge("mullama_models_loaded", "Number of currently loaded models", now.modelsLoaded());
        requests.writeTotals(text);
        text.counter("mullama_tokens_generated_total", "Total tokens generated", answers.generated());
        writeSpeeds(now, text);
        text.counter("mullama_prompt_tokens_total", "Total prompt tokens processed", answers.prompted());
        writeModels(now, text, "mullama_model_parameters", "Model parameter count", model ->
                (double) model.shape().parameters());
        writeModels(
                now,
                text,
                "mullama_model_context_size",
                "Model context size",
                model -> model.shape().contextSize());
        writeModels(
                now,
                text,
                "mullama_model_gpu_layers",
                "Model GPU layers",
                model -> model.shape().gpuLayers());
        text.gauge("mullama_memory_used_bytes", "Memory used by models", now.memoryUsed());
        requests.writeDuration(text);
    }

    /** Of the models that are loaded and of those that have answered. */
    private void writeSpeeds(Snapshot now, Exposition text) {
        String name = "mullama_tokens_per_second";
        text.family(name, Exposition.Type.GAUGE, "Average tokens per second");
        Map<String, Double> speeds = new TreeMap<>();
        now.models().forEach(model -> speeds.put(model.name(), 0.0));
        answers.models().forEach((model, tally) -> speeds.put(model, tally.tokensPerSecond()));
        speeds.forEach((model, speed) -> text.sample(name, Labels.of("model", model), speed));
    }

    private static void writeModels(
            Snapshot now, Exposition text, String name, String help, ToDoubleFunction<Snapshot.Model> value) {
        text.family(name, Exposition.Type.GAUGE, help);
        now.models().forEach(model -> text.sample(name, Labels.of("model", model.name()), value.applyAsDouble(model)));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
