package io.mullama.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ModelName;
import io.mullama.model.Quantization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file of the built-in models holds, and what it is found by. */
final class BuiltInCatalogTest {
    private static final Catalog CATALOG = new Catalog(Path.of("target", "no-such-file.toml"));
    private static List<CatalogItem> items = List.of();

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = Objects.requireNonNull(Catalog.class.getResourceAsStream("catalog.toml"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            items = new CatalogFile("catalog.toml", text, name -> Optional.empty()).items();
        }
    }

    @Test
    void thereAreAtLeastSixtyModels() {
        assertThat(CATALOG.entries()).hasSizeGreaterThanOrEqualTo(60).hasSameSizeAs(items);
        assertThat(CATALOG.fault()).isEmpty();
    }

    @Test
    void everyEntryIsWhole() {
        for (CatalogItem item : items) {
            CatalogEntry entry = item.entry();
            assertThat(entry.name()).isEqualTo(item.family() + ":" + item.tag());
            assertThat(entry.description()).as(entry.name()).isNotBlank().hasSizeBetween(10, 80);
            assertThat(entry.sizeHint()).as(entry.name()).matches("E?\\d+(\\.\\d+)?[MB](-A\\d+B)?");
            assertThat(entry.tags()).as(entry.name()).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    void everySourceIsARepositoryWithAChoiceThatCanBeMade() {
        for (CatalogEntry entry : CATALOG.entries()) {
            assertThat(ModelName.parse(entry.from().text())).as(entry.name()).isEqualTo(entry.from());
            entry.from()
                    .choice()
                    .ifPresent(choice -> assertThat(choice.endsWith(".gguf")
                                    || Quantization.parse(choice).isPresent())
                            .as(entry.name())
                            .isTrue());
        }
    }

    @Test
    void noNameIsTakenTwice() {
        List<String> names = items.stream()
                .flatMap(item -> Stream.concat(Stream.of(item.tag()), item.also().stream())
                        .map(tag -> item.family() + ":" + tag))
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void everyFamilyHasOneDefault() {
        Map<String, Long> defaults = items.stream()
                .collect(Collectors.groupingBy(
                        CatalogItem::family, Collectors.filtering(CatalogItem::isDefault, Collectors.counting())));

        assertThat(defaults)
                .allSatisfy((family, count) -> assertThat(count).as(family).isEqualTo(1));
    }

    @Test
    void everyModelThatSeesHasAProjectorAndNoOther() {
        assertThat(CATALOG.entries())
                .allSatisfy(entry -> assertThat(entry.projector().isPresent())
                        .as(entry.name())
                        .isEqualTo(entry.hasVision()));
    }

    @Test
    void whatModelsCanDoIsAmongTheirTagsWhereItIsTheirPurpose() {
        Set<String> known = CATALOG.entries().stream()
                .filter(CatalogEntry::hasVision)
                .map(CatalogEntry::name)
                .collect(Collectors.toSet());

        assertThat(CATALOG.search("vision")).extracting(CatalogEntry::name).containsAll(known);
    }

    @ParameterizedTest
    @CsvSource({
        "llama3.2, llama3.2:3b",
        "LLAMA3.2:latest, llama3.2:3b",
        "qwen2.5, qwen2.5:7b",
        "deepseek-r1, deepseek-r1:8b",
        "gemma3, gemma3:4b",
        "all-minilm, all-minilm:22m",
        "nomic-embed-text, nomic-embed-text:v1.5",
        "llama3.2:1B, llama3.2:1b",
        "llama3.2:1b-instruct, llama3.2:1b",
        "gemma3:4b-it, gemma3:4b",
        "deepseek-r1:7b-qwen-distill, deepseek-r1:7b",
        "qwen3:30b-a3b, qwen3:30b",
        "mistral:7b-instruct-v0.3, mistral:7b",
        "qwen3:4b-instruct, qwen3:4b-instruct",
        "llama3.2-1b, llama3.2:1b",
        "deepseek-r1-7b, deepseek-r1:7b",
        "qwen2.5-coder-7b, qwen2.5-coder:7b",
        "phi4-mini-3.8b, phi4-mini:3.8b",
        "phi4-mini, phi4-mini:3.8b",
        "llama3.2-1b-instruct, llama3.2:1b",
    })
    void aModelIsFoundByItsFamilyItsTagOrOllamasFullName(String typed, String expected) {
        assertThat(find(typed).orElseThrow().name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "llama3.2:1b-instruct-q8_0, hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q8_0",
        "llama3.2:1b-q4_K_M, hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M",
        "llama3.2:q8_0, hf:bartowski/Llama-3.2-3B-Instruct-GGUF:Q8_0",
        "llama3.2:1b-instruct-fp16, hf:bartowski/Llama-3.2-1B-Instruct-GGUF:F16",
        "qwen3.6:27b-ud-q4_K_XL, hf:unsloth/Qwen3.6-27B-GGUF:UD-Q4_K_XL",
        "deepseek-r1:8b-0528-qwen3-q4_K_M, hf:bartowski/deepseek-ai_DeepSeek-R1-0528-Qwen3-8B-GGUF:Q4_K_M",
        "nomic-embed-text:137m-v1.5-q8_0, hf:nomic-ai/nomic-embed-text-v1.5-GGUF:Q8_0",
        "llama3.2-1b-q8_0, hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q8_0",
    })
    void aQuantizationBehindTheTagIsChosen(String typed, String from) {
        CatalogEntry found = find(typed).orElseThrow();

        assertThat(found.name()).isEqualTo(typed);
        assertThat(found.from().text()).isEqualTo(from);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tiny", "llama3.2:2b", "llama3.2:1b-base", "1b", "llama", "q8_0", "llama3.2:1b-q9_0", "x-1b"})
    void otherNamesFindNothing(String typed) {
        assertThat(find(typed)).isEmpty();
    }

    @Test
    void theContractsExamplesAreThere() {
        CatalogEntry llama = find("llama3.2-1b").orElseThrow();
        assertThat(llama.description()).isEqualTo("Meta Llama 3.2 1B - Fast and lightweight");
        assertThat(llama.sizeHint()).isEqualTo("1B");
        assertThat(llama.tags()).containsExactly("chat", "instruct", "fast", "lightweight");
        assertThat(llama.from().text()).isEqualTo("hf:bartowski/Llama-3.2-1B-Instruct-GGUF");

        CatalogEntry deepseek = find("deepseek-r1-7b").orElseThrow();
        assertThat(deepseek.description()).isEqualTo("DeepSeek R1 7B - Advanced reasoning model");
        assertThat(deepseek.sizeHint()).isEqualTo("7B");
        assertThat(deepseek.tags()).containsExactly("reasoning", "thinking", "chain-of-thought");
        assertThat(deepseek.hasThinking()).isTrue();
        assertThat(deepseek.hasTools()).isFalse();
        assertThat(deepseek.from().text()).isEqualTo("hf:bartowski/DeepSeek-R1-Distill-Qwen-7B-GGUF");
    }

    @ParameterizedTest
    @CsvSource({"lama3.2, llama3.2", "llama3.2:1v, llama3.2:1b", "qwen2.5-codr, qwen2.5-coder", "gema3:4b, gemma3:4b"})
    void aMistypedNameHasANearest(String typed, String expected) {
        assertThat(CATALOG.nearest(typed)).hasValue(expected);
    }

    @Test
    void aSearchFindsTheBestFirst() {
        assertThat(CATALOG.search("llama3.2"))
                .extracting(CatalogEntry::name)
                .containsExactly("llama3.2:1b", "llama3.2:3b");
        assertThat(CATALOG.search("Code SMALL")).extracting(CatalogEntry::name).contains("qwen2.5-coder:3b");
        assertThat(CATALOG.search("embed"))
                .extracting(CatalogEntry::name)
                .contains("nomic-embed-text:v1.5", "bge-m3:567m");
        assertThat(CATALOG.search("embed").get(0).name()).startsWith("embed");
        assertThat(CATALOG.search("tools qwen3 fast"))
                .allMatch(CatalogEntry::hasTools)
                .isNotEmpty();
        assertThat(CATALOG.search("no such model")).isEmpty();
        assertThat(CATALOG.search(" ")).hasSameSizeAs(CATALOG.entries());
    }

    @Test
    void aProjectorIsKnownByHowItsNameBegins() {
        CatalogEntry gemma = find("gemma3:4b").orElseThrow();

        assertThat(gemma.isProjector("mmproj-model-f16.gguf")).isTrue();
        assertThat(gemma.isProjector("MMPROJ-model-f16.gguf")).isTrue();
        assertThat(gemma.isProjector("gemma-3-4b-it-Q4_K_M.gguf")).isFalse();
        assertThat(find("llama3.2").orElseThrow().isProjector("mmproj-model-f16.gguf"))
                .isFalse();
    }

    @Test
    void theUsualOneOfAFamilyIsKnown() {
        assertThat(CATALOG.isDefault(find("llama3.2:3b").orElseThrow())).isTrue();
        assertThat(CATALOG.isDefault(find("llama3.2:1b").orElseThrow())).isFalse();
    }

    private static Optional<CatalogEntry> find(String typed) {
        return CATALOG.find((ModelName.Plain) ModelName.parse(typed));
    }
}
