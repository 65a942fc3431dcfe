package io.mullama.cli.repl.command;

import io.mullama.api.GenerationOptions;
import io.mullama.api.ModelParameters;
import io.mullama.api.SamplingField;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Session;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of answers by the names of Modelfiles. Stateless. */
public final class Parameters {
    private static final String MOST_TOKENS = "num_predict";

    /** The least that {@code num_predict} may be: as much as the context holds. -1 is no bound either. */
    private static final int UNBOUNDED = -2;

    private static final List<String> BACK = List.of("default", "none", "unset");

    private Parameters() {}

    /** Every name that {@code /set parameter} knows. */
    public static List<String> names() {
        List<String> names =
                new ArrayList<>(List.of(ChatSettings.CONTEXT_SIZE, MOST_TOKENS, "max_tokens", "seed", "stop"));
        for (SamplingField field : SamplingField.values()) {
            names.add(field.wireName());
        }
        names.addAll(List.of("samplers", "logit_bias", "dry_sequence_breakers", "ignore_eos", "grammar"));
        return names;
    }

    /** {@code /set parameter}. */
    static void set(Session session, String argument) {
        ChatSettings settings = session.chat().settings();
        String typed = Words.first(argument);
        if (typed.isEmpty()) {
            session.screen().say("The parameters are " + String.join(", ", names()) + ".");
            return;
        }
        String name = known(typed);
        String value = Words.rest(argument);
        if (value.isEmpty()) {
            List<String> values = of(settings).getOrDefault(name, List.of());
            session.screen()
                    .say(values.isEmpty() ? name + " is left to the model." : name + " is " + words(values) + ".");
        } else if (BACK.contains(value)) {
            session.settings(settings.with(name, List.of()));
            session.screen().say(name + " is as it was at the beginning.");
        } else {
            if (Words.isOpen(value)) {
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST, "a quote is not closed in " + value, "put another behind the word");
            }
            List<String> values = name.equals("stop") || name.equals("dry_sequence_breakers")
                    ? Words.split(value)
                    : List.of(Words.unquoted(value));
            check(name, values);
            session.settings(settings.with(name, values));
            session.screen().say(name + " is " + words(values) + " now.");
        }
    }

    /** What is set, from the command line and since: names in the words of Modelfiles, with their values. */
    static Map<String, List<String>> of(ChatSettings settings) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        GenerationOptions base = settings.base().options();
        for (SamplingField field : SamplingField.values()) {
            Number value = base.sampling().number(field);
            if (value != null) {
                all.put(field.wireName(), List.of(value.toString()));
            }
        }
        Integer room = settings.base().contextSize();
        if (room != null) {
            all.put(ChatSettings.CONTEXT_SIZE, List.of(room.toString()));
        }
        Long seed = base.sampling().seed();
        if (seed != null) {
            all.put("seed", List.of(seed.toString()));
        }
        Integer most = base.maxTokens();
        if (most != null && most >= 0) {
            all.put(MOST_TOKENS, List.of(most.toString()));
        }
        List<String> stop = base.stop();
        if (stop != null) {
            all.put("stop", stop);
        }
        all.putAll(settings.parameters());
        return all;
    }

    /** The same for a Modelfile. */
    static List<ModelRecipe.Parameter> recipe(ChatSettings settings) {
        List<ModelRecipe.Parameter> parameters = new ArrayList<>();
        of(settings)
                .forEach((name, values) ->
                        values.forEach(value -> parameters.add(new ModelRecipe.Parameter(name, value))));
        return parameters;
    }

    /** Values as they are shown. */
    static String words(List<String> values) {
        return String.join(", ", values.stream().map(Parameters::shown).toList());
    }

    private static String shown(String value) {
        String line = value.replace("\n", "\\n");
        return line.isBlank() || line.indexOf(' ') >= 0 ? "\"" + line + "\"" : line;
    }

    private static String known(String typed) {
        if (!names().contains(typed)) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "there is no parameter " + typed,
                    NearestName.of(typed, names())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("/set parameter shows those that there are"));
        }
        return typed.equals("max_tokens") ? MOST_TOKENS : typed;
    }

    private static void check(String name, List<String> values) {
        if (name.equals(ChatSettings.CONTEXT_SIZE)) {
            requireFrom(1, name, values.get(0));
        } else if (name.equals(MOST_TOKENS)) {
            requireFrom(UNBOUNDED, name, values.get(0));
        } else {
            GenerationOptions unused = ModelParameters.of(name, values);
        }
    }

    private static void requireFrom(int least, String name, String value) {
        if (!isWholeFrom(least, value)) {
            throw MullamaException.invalidField(
                    name, "'" + name + "' must be a whole number from " + least + " on, not " + value);
        }
    }

    private static boolean isWholeFrom(int least, String text) {
        try {
            return Integer.parseInt(text) >= least;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
