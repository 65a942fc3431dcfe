package io.mullama.server;

import io.mullama.api.GenerationOptions;
import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.gguf.GgufHeader;
import org.jspecify.annotations.Nullable;

/** What a dialect takes where neither the request nor the model says. Immutable. */
enum DialectDefaults {
    /** Mullama's own routes: all is left to {@link SamplingDefaults}. */
    CONTRACT(null, null, null),

    /** OpenAI's conversations: until the model stops or the context is full. */
    OPENAI_CHAT(-1, 1.0, 1.0),

    /** OpenAI's older route, which continues a prompt. */
    OPENAI_COMPLETION(16, 1.0, 1.0);

    private final @Nullable Integer maxTokens;
    private final @Nullable Double temperature;
    private final @Nullable Double topP;

    DialectDefaults(@Nullable Integer maxTokens, @Nullable Double temperature, @Nullable Double topP) {
        this.maxTokens = maxTokens;
        this.temperature = temperature;
        this.topP = topP;
    }

    /** The request with this dialect's defaults, but for what the model itself recommends. */
    GenerationOptions complete(GenerationOptions asked, GgufHeader header) {
        SamplingFields sampling = with(SamplingField.TEMPERATURE, temperature, asked.sampling(), header);
        GenerationOptions completed = asked.withSampling(with(SamplingField.TOP_P, topP, sampling, header));
        return asked.maxTokens() == null ? completed.withMaxTokens(maxTokens) : completed;
    }

    private static SamplingFields with(
            SamplingField field, @Nullable Double value, SamplingFields asked, GgufHeader header) {
        return asked.number(field) == null
                        && SamplingDefaults.recommended(field, header).isEmpty()
                ? asked.with(field, value)
                : asked;
    }
}
