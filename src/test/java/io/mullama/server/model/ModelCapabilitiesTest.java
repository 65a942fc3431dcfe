package io.mullama.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.ModelDetails.Capabilities;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.ValueType;
import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelCapabilitiesTest {
    private static final String TURNS = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
            + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    private static final String TOOLS = "{% if tools %}{{ tools | tojson }}{% endif %}{% for m in messages %}"
            + "{{ m.content }}{% for c in m.tool_calls %}<tool_call>{{ c.function | tojson }}</tool_call>{% endfor %}"
            + "{% endfor %}";

    private final ModelCapabilities capabilities = new ModelCapabilities();

    @SuppressWarnings("NullAway.Init")
    private ModelsFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new ModelsFixture();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void aModelThatChatsGeneratesTextAndJson() throws IOException {
        assertThat(of(template(TURNS)))
                .isEqualTo(new Capabilities(false, false, false, true, true, false, false, false));
    }

    @Test
    void aTemplateThatShowsToolsAndWordsCallsHasTools() throws IOException {
        assertThat(of(template(TOOLS)).tools()).isTrue();
    }

    @Test
    void aTemplateThatMerelySpeaksOfToolsHasNone() throws IOException {
        assertThat(of(template("{# no tools #}" + TURNS + "{% set tools = 1 %}"))
                        .tools())
                .isFalse();
    }

    @Test
    void thoughtsAreFoundInTheTemplateOrTheVocabulary() throws IOException {
        GgufBuilder thinker = template(TURNS);
        tokens(thinker, "<think>", 4, "</think>", 4);

        assertThat(of(template(TURNS + "{% if enable_thinking %}<think>\n\n</think>{% endif %}"))
                        .thinking())
                .isTrue();
        assertThat(of(thinker).thinking()).isTrue();
    }

    @Test
    void ordinaryTokensMarkNoThoughts() throws IOException {
        GgufBuilder model = template(TURNS);
        tokens(model, "<think>", 1, "</think>", 1);

        assertThat(of(model).thinking()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<|fim_middle|>", "<MID>", "<｜fim▁end｜>"})
    void aTokenForTheMiddleFillsGaps(String token) throws IOException {
        GgufBuilder model = template(TURNS);
        tokens(model, token, 3, "a", 1);

        assertThat(of(model).insert()).isTrue();
        assertThat(of(template(TURNS).u32("tokenizer.ggml.fim_mid_token_id", 5)).insert())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, true, false", "3, true, false", "4, false, true"})
    void aModelWithAPoolingEmbedsOrRanks(int pooling, boolean embeds, boolean ranks) throws IOException {
        assertThat(of(new GgufBuilder().u32("llama.pooling_type", pooling)))
                .isEqualTo(new Capabilities(false, false, false, false, false, embeds, false, ranks));
    }

    @Test
    void anEncoderEmbedsOrHasAClassifiersHead() throws IOException {
        GgufBuilder causal = new GgufBuilder().flag("llama.attention.causal", false);
        GgufBuilder classifier =
                new GgufBuilder().flag("llama.attention.causal", false).tensor("cls.weight", GgmlType.F32, 64);

        assertThat(of(causal).embedding()).isTrue();
        assertThat(of(classifier)).isEqualTo(new Capabilities(false, false, false, false, false, false, false, true));
    }

    @Test
    void whatAModelfileSaysCounts() throws IOException {
        StoredModel thinker = stored(template(TURNS + "{% if enable_thinking %}<think>\n\n</think>{% endif %}"));
        StoredModel plain = stored(template(TURNS));

        assertThat(capabilities.of(with(thinker, "off", List.of())).thinking()).isFalse();
        assertThat(capabilities.of(with(plain, "on", List.of())).thinking()).isTrue();
        assertThat(capabilities.of(with(plain, null, List.of("vision", "tools", "insert"))))
                .isEqualTo(new Capabilities(true, true, false, true, true, false, true, false));
    }

    @Test
    void aModelfilesTemplateThatWordsNoThoughtsAsksForNone() throws IOException {
        GgufBuilder thinker = template(TURNS);
        tokens(thinker, "<think>", 4, "</think>", 4);
        StoredModel model = stored(thinker);

        assertThat(capabilities.of(templated(model, "{{ .Prompt }}")).thinking())
                .isFalse();
        assertThat(capabilities
                        .of(templated(model, "{{ .Prompt }}{{ if .Think }}<think></think>{{ end }}"))
                        .thinking())
                .isTrue();
    }

    @Test
    void aTemplateThatIsNoneHasNoTools() throws IOException {
        Capabilities broken = of(template("{% if tools %}<think></think>"));

        assertThat(broken.tools()).isFalse();
        assertThat(broken.thinking()).isFalse();
        assertThat(broken.completion()).isTrue();
    }

    @Test
    void aFileThatHasGoneHasTheCapabilitiesThatItHad() throws IOException {
        GgufBuilder model = template(TURNS);
        tokens(model, "<think>", 4, "</think>", 4);
        StoredModel stored = stored(model);
        Capabilities before = capabilities.of(stored);
        Files.delete(stored.file());

        assertThat(capabilities.of(stored)).isEqualTo(before);
        assertThat(new ModelCapabilities().of(stored).thinking()).isFalse();
    }

    private Capabilities of(GgufBuilder builder) throws IOException {
        return new ModelCapabilities().of(stored(builder));
    }

    private StoredModel stored(GgufBuilder builder) throws IOException {
        fixture.write("model", builder);
        return fixture.store.find(ModelName.parse("model")).orElseThrow();
    }

    private static StoredModel with(StoredModel model, @Nullable String thinking, List<String> said) {
        ModelRecipe.Traits traits = new ModelRecipe.Traits(null, thinking, null, said, null, null);
        return with(model, new ModelRecipe(List.of(), null, null, List.of(), List.of(), traits));
    }

    private static StoredModel templated(StoredModel model, String template) {
        return with(model, new ModelRecipe(List.of(), template, null, List.of(), List.of(), ModelRecipe.Traits.NONE));
    }

    private static StoredModel with(StoredModel model, ModelRecipe recipe) {
        return new StoredModel(
                model.name(),
                model.origin(),
                model.files(),
                recipe,
                Optional.empty(),
                model.sizeBytes(),
                model.modified(),
                model.header());
    }

    private static GgufBuilder template(String text) {
        return new GgufBuilder().text("tokenizer.chat_template", text);
    }

    /** Two tokens, each with its type. */
    private static void tokens(GgufBuilder builder, String first, int firstType, String second, int secondType) {
        ByteBuffer types = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(firstType)
                .putInt(secondType);
        builder.strings("tokenizer.ggml.tokens", List.of(first, second))
                .array("tokenizer.ggml.token_type", ValueType.I32, 2, types.array());
    }
}
