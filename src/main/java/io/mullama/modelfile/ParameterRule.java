package io.mullama.modelfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What may stand behind the name of a PARAMETER. The names are Ollama's and those of the fields of requests; the bounds
 * are those of requests too. Immutable.
 *
 * @param least of a number's value, or of a text's length in bytes
 * @param most the same; {@link #UNBOUNDED} for no bound
 */
record ParameterRule(String name, Kind kind, double least, double most) {
    enum Kind {
        REAL,
        WHOLE,
        FLAG,
        TEXT,
        /** Accepted, because old Modelfiles have it, and without effect. */
        VAIN
    }

    private static final double UNBOUNDED = Double.MAX_VALUE;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Map<String, ParameterRule> RULES = rules();

    /** The rule of that name, in small letters; an unknown one is an error there. */
    static ParameterRule of(String name, Position at) {
        ParameterRule rule = RULES.get(name.toLowerCase(Locale.ROOT));
        if (rule != null) {
            return rule;
        }
        List<String> useful = RULES.values().stream()
                .filter(each -> each.kind != Kind.VAIN)
                .map(ParameterRule::name)
                .toList();
        throw at.error(Position.shown(name) + " is no parameter", Position.hint(name, useful, "the parameters are "));
    }

    /** Whether the value is a text, in which blanks count. */
    static boolean isText(String name) {
        ParameterRule rule = RULES.get(name);
        return rule != null && rule.kind == Kind.TEXT;
    }

    /** The value as it is kept; one that does not fit is an error there. */
    String checked(String value, Position at) {
        return switch (kind) {
            case REAL -> number(value, NUMBER, "a number", at);
            case WHOLE -> number(value, WHOLE_NUMBER, "a whole number", at);
            case FLAG -> flag(value, at);
            case TEXT -> text(value, at);
            case VAIN -> value;
        };
    }

    private String number(String value, Pattern form, String what, Position at) {
        boolean fits = form.matcher(value).matches() && isWithin(Double.parseDouble(value));
        if (!fits) {
            throw at.error(
                    name + " must be " + what + bounds() + ", not " + Position.shown(value),
                    value.contains("#")
                            ? "give a comment a line of its own"
                            : "write PARAMETER " + name + " and such a number");
        }
        return value;
    }

    private boolean isWithin(double value) {
        return value >= least && value <= most;
    }

    private String bounds() {
        if (most < Integer.MAX_VALUE) {
            return " from " + words(least) + " to " + words(most);
        }
        return least == -UNBOUNDED ? "" : " from " + words(least) + " on";
    }

    private static String words(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    private String flag(String value, Position at) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> "true";
            case "false", "f", "0" -> "false";
            default ->
                throw at.error(
                        name + " must be true or false, not " + Position.shown(value),
                        "write PARAMETER " + name + " true, or leave it out");
        };
    }

    private String text(String value, Position at) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (!isWithin(bytes)) {
            throw at.error(
                    bytes == 0 ? name + " must not be empty" : name + " must have at most " + words(most) + " bytes",
                    bytes == 0 ? "write a text behind it, or leave it out" : "shorten it");
        }
        return value;
    }

    private static Map<String, ParameterRule> rules() {
        List<ParameterRule> rules = new ArrayList<>();
        addSamplers(rules);
        addPenalties(rules);
        addLoading(rules);
        for (String name : List.of(
                "num_keep",
                "num_thread",
                "num_batch",
                "use_mmap",
                "use_mlock",
                "num_gqa",
                "main_gpu",
                "numa",
                "low_vram",
                "f16_kv",
                "logits_all",
                "vocab_only",
                "embedding_only",
                "penalize_newline",
                "tfs_z",
                "rope_frequency_base",
                "rope_frequency_scale",
                "draft_num_predict")) {
            rules.add(new ParameterRule(name, Kind.VAIN, 0, 0));
        }
        Map<String, ParameterRule> named = new LinkedHashMap<>();
        rules.forEach(rule -> named.put(rule.name, rule));
        return named;
    }

    private static void addSamplers(List<ParameterRule> rules) {
        rules.add(real("temperature", 0, 100));
        rules.add(real("dynatemp_range", 0, 100));
        rules.add(real("dynatemp_exponent", 0, 100));
        rules.add(whole("top_k", 0, UNBOUNDED));
        rules.add(real("top_p", 0, 1));
        rules.add(real("min_p", 0, 1));
        rules.add(real("typical_p", 0, 1));
        rules.add(real("top_n_sigma", -1, 100));
        rules.add(real("xtc_probability", 0, 1));
        rules.add(real("xtc_threshold", 0, 1));
        rules.add(whole("min_keep", 0, UNBOUNDED));
        rules.add(whole("mirostat", 0, 2));
        rules.add(real("mirostat_tau", 0, 100));
        rules.add(real("mirostat_eta", 0, 10));
        rules.add(real("adaptive_target", -1, 1));
        rules.add(real("adaptive_decay", 0, 0.99));
        rules.add(text("samplers", UNBOUNDED));
        rules.add(text("logit_bias", UNBOUNDED));
        rules.add(text("grammar", UNBOUNDED));
        rules.add(flag("ignore_eos"));
        rules.add(whole("seed", -UNBOUNDED, UNBOUNDED));
        rules.add(text("stop", UNBOUNDED));
    }

    private static void addPenalties(List<ParameterRule> rules) {
        rules.add(whole("repeat_last_n", -1, UNBOUNDED));
        rules.add(real("repeat_penalty", 0.01, 100));
        rules.add(real("frequency_penalty", -100, 100));
        rules.add(real("presence_penalty", -100, 100));
        rules.add(real("dry_multiplier", 0, 100));
        rules.add(real("dry_base", 1, 100));
        rules.add(whole("dry_allowed_length", 0, UNBOUNDED));
        rules.add(whole("dry_penalty_last_n", -1, UNBOUNDED));
        rules.add(text("dry_sequence_breakers", 40));
    }

    private static void addLoading(List<ParameterRule> rules) {
        rules.add(whole("num_ctx", 1, UNBOUNDED));
        rules.add(whole("num_predict", -2, UNBOUNDED));
        rules.add(whole("num_gpu", -1, UNBOUNDED));
    }

    private static ParameterRule real(String name, double least, double most) {
        return new ParameterRule(name, Kind.REAL, least, most);
    }

    /** A whole number without a bound is still one that fits into an {@code int}, but for the seed. */
    private static ParameterRule whole(String name, double least, double most) {
        double bound = most == UNBOUNDED && least != -UNBOUNDED ? Integer.MAX_VALUE : most;
        return new ParameterRule(name, Kind.WHOLE, least, bound);
    }

    private static ParameterRule text(String name, double most) {
        return new ParameterRule(name, Kind.TEXT, 1, most);
    }

    private static ParameterRule flag(String name) {
        return new ParameterRule(name, Kind.FLAG, 0, 0);
    }
}
