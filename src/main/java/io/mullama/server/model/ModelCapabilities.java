package io.mullama.server.model;

import io.mullama.api.ModelDetails.Capabilities;
import io.mullama.chat.SpecialTokens;
import io.mullama.chat.TemplateFamily;
import io.mullama.chat.turn.ChatModel;
import io.mullama.chat.turn.ModelTraits;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.PoolingType;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import io.mullama.store.StoredModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What models can do, found out of their files without loading them: of what a template does with tools and thoughts, of
 * the vocabulary's tokens, and of a projector; what a Modelfile says is added. Once for each model. Thread-safe.
 */
final class ModelCapabilities {
    /** More models than people have; their capabilities take a few hundred bytes each. */
    private static final int MOST_KEPT = 1000;

    /** Those that llama.cpp gives no memory, and so cannot continue a text with. */
    private static final Set<String> ENCODERS = Set.of(
            "bert",
            "jina-bert-v2",
            "jina-bert-v3",
            "nomic-bert",
            "nomic-bert-moe",
            "neo-bert",
            "eurobert",
            "modern-bert",
            "gemma-embedding",
            "llama-embed",
            "t5encoder");

    private static final Set<String> CLASSIFIER = Set.of("cls.weight", "cls.output.weight");

    /** No template writes the date into what is looked at. */
    private static final Clock ANY_DAY = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final Map<Key, Capabilities> found = new ConcurrentHashMap<>();

    /** What makes a difference. */
    private record Key(Path file, Instant modified, ModelRecipe recipe, boolean projector) {}

    Capabilities of(StoredModel model) {
        if (found.size() >= MOST_KEPT) {
            found.clear();
        }
        Key key = new Key(
                model.file(),
                model.modified(),
                model.recipe(),
                model.files().projector().isPresent());
        return found.computeIfAbsent(key, absent -> find(model));
    }

    private static Capabilities find(StoredModel model) {
        List<String> said = model.recipe().traits().capabilities();
        FileVocabulary vocabulary = FileVocabulary.of(model);
        boolean generates = generates(model.header());
        boolean ranks = ranks(model.header()) || said.contains("rerank");
        ChatTraits chat = generates ? chat(model, vocabulary) : ChatTraits.NONE;
        return new Capabilities(
                said.contains("vision") || model.files().projector().isPresent(),
                said.contains("tools") || chat.tools,
                said.contains("thinking") || chat.thinking,
                said.contains("json") || generates,
                said.contains("completion") || generates,
                said.contains("embedding") || (!generates && !ranks),
                said.contains("insert") || (generates && vocabulary.fillsGaps()),
                ranks);
    }

    private record ChatTraits(boolean tools, boolean thinking) {
        static final ChatTraits NONE = new ChatTraits(false, false);
    }

    private static ChatTraits chat(StoredModel model, FileVocabulary vocabulary) {
        try {
            ChatModel chat = chat(model, vocabulary, vocabulary::isSpecial);
            // A vocabulary tells what its model was trained to write, and a Modelfile's template may not ask for it.
            ChatModel asked = model.recipe().template() == null ? chat : chat(model, vocabulary, text -> false);
            return new ChatTraits(chat.callsTools(), asked.formats().thinking() != null);
        } catch (MullamaException e) {
            // A template that is none; whoever chats is told.
            return ChatTraits.NONE;
        }
    }

    private static ChatModel chat(StoredModel model, FileVocabulary vocabulary, Predicate<String> hasToken) {
        String names = model.name() + " " + model.header().name().orElse("");
        ModelTraits traits = new ModelTraits(
                model.name(),
                Recipes.template(model),
                new TemplateFamily.Hints(names, model.header().architecture().orElse(""), hasToken),
                new SpecialTokens(vocabulary.beginOfSequence(), vocabulary.endOfSequence()),
                model.recipe().traits());
        return ChatModel.of(traits, ANY_DAY);
    }

    private static boolean generates(GgufHeader header) {
        String architecture = header.architecture().orElse("");
        return !ENCODERS.contains(architecture)
                && header.flag(architecture + ".attention.causal").orElse(true)
                && header.poolingType().orElse(PoolingType.NONE) == PoolingType.NONE;
    }

    private static boolean ranks(GgufHeader header) {
        return header.poolingType().filter(PoolingType.RANK::equals).isPresent()
                || (!generates(header)
                        && header.tensors().stream().anyMatch(tensor -> CLASSIFIER.contains(tensor.name())));
    }
}
