package io.mullama.hub;

import io.mullama.model.ModelName;
import io.mullama.model.Quantization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The entries of the catalog by their names. Immutable. */
final class CatalogTable {
    /** Words at the end of Ollama's tags that say nothing: what is in the catalog is made to be talked to. */
    private static final List<String> IDLE_WORDS = List.of("-instruct", "-it", "-chat", "-text");

    private final List<CatalogEntry> entries;
    private final Map<String, CatalogEntry> byTag = new HashMap<>();
    private final Map<String, CatalogEntry> defaults = new HashMap<>();

    private CatalogTable(Collection<CatalogItem> items) {
        this.entries = items.stream().map(CatalogItem::entry).toList();
    }

    /** Of two with one name the first one counts, and so does the first default of a family. */
    static CatalogTable of(List<CatalogItem> own, List<CatalogItem> builtIn) {
        Map<String, CatalogItem> named = new LinkedHashMap<>();
        Stream.concat(own.stream(), builtIn.stream())
                .forEach(item -> named.putIfAbsent(key(item.family(), item.tag()), item));
        CatalogTable table = new CatalogTable(named.values());
        named.forEach((key, item) -> table.byTag.put(key, item.entry()));
        named.values().forEach(table::addOtherNames);
        table.addSingles(named.values());
        return table;
    }

    private void addOtherNames(CatalogItem item) {
        item.also().forEach(tag -> byTag.putIfAbsent(key(item.family(), tag.toLowerCase(Locale.ROOT)), item.entry()));
        if (item.isDefault()) {
            defaults.putIfAbsent(item.family(), item.entry());
        }
    }

    /** Who names one model of a family may leave the tag out. */
    private void addSingles(Collection<CatalogItem> items) {
        Set<String> several = new HashSet<>();
        Map<String, CatalogEntry> singles = new HashMap<>();
        for (CatalogItem item : items) {
            if (singles.put(item.family(), item.entry()) != null) {
                several.add(item.family());
            }
        }
        singles.keySet().removeAll(several);
        singles.forEach(defaults::putIfAbsent);
    }

    List<CatalogEntry> entries() {
        return entries;
    }

    boolean isDefault(CatalogEntry entry) {
        return defaults.containsValue(entry);
    }

    /** Every name that finds something, but for other spellings: the families', and those with tags. */
    List<String> names() {
        List<String> names = new ArrayList<>(defaults.keySet());
        entries.forEach(entry -> names.add(entry.name()));
        return names;
    }

    Optional<CatalogEntry> find(ModelName.Plain name) {
        String family = name.family().toLowerCase(Locale.ROOT);
        Optional<CatalogEntry> found = find(family, name.tag().toLowerCase(Locale.ROOT), name.text());
        return found.isEmpty() && name.hasDefaultTag() ? written(family, name.text()) : found;
    }

    /** {@code llama3.2-1b}: with a dash in place of the colon, if that can be one model alone. */
    private Optional<CatalogEntry> written(String name, String typed) {
        List<CatalogEntry> found = new ArrayList<>();
        for (int dash = name.indexOf('-'); dash >= 0; dash = name.indexOf('-', dash + 1)) {
            find(name.substring(0, dash), name.substring(dash + 1), typed).ifPresent(found::add);
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Optional<CatalogEntry> find(String family, String tag, String typed) {
        Optional<CatalogEntry> found = tagged(family, tag);
        // From the left, because some quantizations have a dash within.
        for (int end = -1; found.isEmpty(); ) {
            Optional<Quantization> quantization = Quantization.parse(tag.substring(end + 1));
            if (quantization.isPresent()) {
                return tagged(family, end < 0 ? ModelName.DEFAULT_TAG : tag.substring(0, end))
                        .map(entry -> entry.named(typed).quantized(quantization.get()));
            }
            end = tag.indexOf('-', end + 1);
            if (end < 0) {
                return Optional.empty();
            }
        }
        return found;
    }

    private Optional<CatalogEntry> tagged(String family, String tag) {
        CatalogEntry entry = byTag.get(key(family, tag));
        if (entry == null && tag.equals(ModelName.DEFAULT_TAG)) {
            entry = defaults.get(family);
        }
        if (entry != null) {
            return Optional.of(entry);
        }
        return IDLE_WORDS.stream()
                .filter(tag::endsWith)
                .findFirst()
                .flatMap(word -> tagged(family, tag.substring(0, tag.length() - word.length())));
    }

    private static String key(String family, String tag) {
        return family + ":" + tag;
    }
}
