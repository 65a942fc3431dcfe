package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.model.MullamaException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sampler as llama-server calls it in a list of {@code samplers}, or by one letter. Immutable. */
public enum SamplerName {
    PENALTIES('e', "penalties"),
    DRY('d', "dry"),
    TOP_N_SIGMA('s', "top_n_sigma"),
    TOP_K('k', "top_k"),
    TYPICAL_P('y', "typ_p", "typ"),
    TOP_P('p', "top_p", "nucleus"),
    MIN_P('m', "min_p"),
    XTC('x', "xtc"),
    TEMPERATURE('t', "temperature", "temp"),
    ADAPTIVE_P('a', "adaptive_p");

    private static final String FIELD = "samplers";
    private static final int LONGEST_SHOWN = 40;

    private final char letter;
    private final String wireName;
    private final String otherName;

    SamplerName(char letter, String wireName) {
        this(letter, wireName, wireName);
    }

    SamplerName(char letter, String wireName, String otherName) {
        this.letter = letter;
        this.wireName = wireName;
        this.otherName = otherName;
    }

    public String wireName() {
        return wireName;
    }

    /** The sampler of a name, in any of llama.cpp's spellings: {@code top_k}, {@code top-k}, {@code topk}. */
    public static Optional<SamplerName> named(String name) {
        String plain = plain(name);
        return Arrays.stream(values())
                .filter(sampler -> Stream.of(sampler.wireName, sampler.otherName, sampler.name())
                        .anyMatch(known -> plain(known).equals(plain)))
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static Optional<SamplerName> lettered(int letter) {
        return Arrays.stream(values())
                .filter(sampler -> sampler.letter == letter)
                .findFirst();
    }

    /** A list of names, or a string of letters; null where it is absent. */
    static @Nullable List<SamplerName> read(Fields fields) {
        JsonNode node = fields.node(FIELD);
        if (node == null) {
            return null;
        }
        Set<SamplerName> order = new LinkedHashSet<>();
        Stream<String> names = node.isTextual()
                ? node.textValue().codePoints().mapToObj(Character::toString)
                : Objects.requireNonNull(fields.strings(FIELD)).stream();
        names.forEach(name -> {
            SamplerName sampler = (node.isTextual() ? lettered(name.codePointAt(0)) : named(name))
                    .orElseThrow(() -> unknown(fields, name));
            if (!order.add(sampler)) {
                throw fields.invalid(FIELD, "names " + sampler.wireName + " twice");
            }
        });
        return List.copyOf(order);
    }

    private static MullamaException unknown(Fields fields, String name) {
        String known = Arrays.stream(values())
                .map(sampler -> sampler.wireName + " (" + sampler.letter + ")")
                .collect(Collectors.joining(", "));
        String shown = name.length() > LONGEST_SHOWN ? "something else" : "\"" + name + "\"";
        return fields.invalid(FIELD, "must be made of " + known + ", not " + shown);
    }
}
