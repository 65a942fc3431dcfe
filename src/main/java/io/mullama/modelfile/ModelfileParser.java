package io.mullama.modelfile;

import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one Modelfile, and stops at the first thing that is wrong. For one thread. */
final class ModelfileParser {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant");

    private final ModelfileScanner scanner;
    private final TraitsReader traits = new TraitsReader();

    private final List<AdapterReference> adapters = new ArrayList<>();
    private final List<ModelRecipe.Parameter> parameters = new ArrayList<>();
    private final List<ModelRecipe.Turn> messages = new ArrayList<>();
    private final List<String> licenses = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    /** The lines of instructions of which the last one counts. */
    private final Map<Instruction, Integer> lines = new EnumMap<>(Instruction.class);

    private @Nullable String from;
    private @Nullable Digest digest;
    private @Nullable String projector;
    private @Nullable String template;
    private @Nullable String system;

    ModelfileParser(String text) {
        this.scanner = new ModelfileScanner(text);
    }

    Modelfile parse() {
        while (scanner.nextInstruction()) {
            Position at = scanner.position();
            Instruction instruction = Instruction.of(scanner.word(), at);
            scanner.skipBlanks();
            read(instruction, at);
        }
        if (from == null) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "the Modelfile has no FROM",
                    "begin it with FROM and the name or path of the model that it builds on");
        }
        ModelRecipe recipe = new ModelRecipe(parameters, template, system, messages, licenses, traits.traits());
        return new Modelfile(
                from, Optional.ofNullable(digest), adapters, Optional.ofNullable(projector), recipe, ignored);
    }

    private void read(Instruction instruction, Position at) {
        switch (instruction) {
            case FROM -> from = from(at);
            case PARAMETER -> parameter(at);
            case MESSAGE -> messages.add(message(at));
            case ADAPTER -> adapters.add(adapter(at));
            case LICENSE -> licenses.add(required(instruction, at));
            case TEMPLATE -> template = last(instruction, at, required(instruction, at));
            case SYSTEM -> system = last(instruction, at, systemPrompt(at));
            case DIGEST -> digest = digest(at);
            case VISION_PROJECTOR -> projector = last(instruction, at, required(instruction, at));
            case CAPABILITY -> traits.capabilities(required(instruction, at), at);
            case GPU_LAYERS, FLASH_ATTENTION, THINKING, TOOLFORMAT, AUTHOR ->
                traits.read(instruction, last(instruction, at, required(instruction, at)), at);
            case REQUIRES, RENDERER, PARSER, DRAFT -> {
                required(instruction, at);
                ignore(at, instruction + " is Ollama's own");
            }
        }
    }

    private String from(Position at) {
        Position place = scanner.position();
        String name = required(Instruction.FROM, at);
        if (from != null) {
            throw at.error("a second FROM", "keep one; what else is to be built in goes behind ADAPTER");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw place.error("FROM must be one line", "write the name or path of a model");
        }
        return name;
    }

    private void parameter(Position at) {
        Position place = scanner.position();
        String word = scanner.word();
        if (word.isEmpty()) {
            throw at.error("PARAMETER has no name", "write PARAMETER temperature 0.7");
        }
        ParameterRule rule = ParameterRule.of(word, place);
        scanner.skipBlanks();
        Position valuePlace = scanner.position();
        String value = rule.checked(scanner.value(), valuePlace);
        if (rule.kind() == ParameterRule.Kind.VAIN) {
            ignore(at, "PARAMETER " + rule.name() + " has no effect");
        } else {
            parameters.add(new ModelRecipe.Parameter(rule.name(), value));
        }
    }

    private ModelRecipe.Turn message(Position at) {
        Position place = scanner.position();
        String role = scanner.word().toLowerCase(Locale.ROOT);
        if (!ROLES.contains(role)) {
            throw place.error(
                    role.isEmpty() ? "MESSAGE has no role" : Position.shown(role) + " is no role",
                    "write MESSAGE, then system, user or assistant, then what that says");
        }
        return new ModelRecipe.Turn(role, required(Instruction.MESSAGE, at));
    }

    private AdapterReference adapter(Position at) {
        Position place = scanner.position();
        String argument = scanner.restOfLine();
        if (argument.isEmpty()) {
            throw empty(Instruction.ADAPTER, at);
        }
        return AdapterReference.parse(argument, place);
    }

    private Digest digest(Position at) {
        Position place = scanner.position();
        String value = last(Instruction.DIGEST, at, required(Instruction.DIGEST, at));
        return Digest.parse(value)
                .orElseThrow(() -> place.error(
                        Position.shown(value) + " is no digest", "write sha256: and the 64 digits of sha256sum"));
    }

    /** Which may be empty: then there is none, whatever the model builds on. */
    private String systemPrompt(Position at) {
        Position place = scanner.position();
        String value = scanner.value();
        if (value.isEmpty() && scanner.position().equals(place)) {
            throw empty(Instruction.SYSTEM, at);
        }
        return value;
    }

    private String required(Instruction instruction, Position at) {
        String value = scanner.value();
        if (value.isBlank()) {
            throw empty(instruction, at);
        }
        return value;
    }

    private static MullamaException empty(Instruction instruction, Position at) {
        return at.error(instruction + " has no value", "write one behind it, or leave the line out");
    }

    private String last(Instruction instruction, Position at, String value) {
        Integer before = lines.put(instruction, at.line());
        if (before != null) {
            ignored.add("line %d: %s comes again in line %d".formatted(before, instruction, at.line()));
        }
        return value;
    }

    private void ignore(Position at, String what) {
        ignored.add("line %d: %s".formatted(at.line(), what));
    }
}
