package io.mullama.cli.answers;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.cli.chats.ChatRecorder;
import io.mullama.cli.chats.ChatStore;
import io.mullama.cli.chats.Chats;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which conversation {@code mullama run} goes on with, and whether it is saved. Stateless. */
final class ContinueArgument {
    private static final String CONTINUE = "--continue";
    private static final String LATEST = "";
    private static final String SAVE = "--save";
    private static final String NO_SAVE = "--no-save";

    private ContinueArgument() {}

    /**
     * What {@code run} is to do. Immutable, but for the recorder.
     *
     * @param arguments what was asked for, and otherwise as the conversation was held
     */
    record Plan(RunArguments arguments, ChatRecorder recorder) {}

    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(CONTINUE)
                        .arity("0..1")
                        .type(String.class)
                        .paramLabel("ID")
                        .fallbackValue(LATEST)
                        .preprocessor(new JoinedValue())
                        .description("Go on with the latest conversation, or with this one of 'mullama chats'.")
                        .build())
                .addOption(Specs.flag(NO_SAVE, "Save nothing of what is said."));
    }

    /** For one question alone. */
    static OptionSpec save() {
        return Specs.flag(SAVE, "Save the question and its answer too; conversations are anyway.");
    }

    /**
     * Opens the conversation that was asked for, or a new one.
     *
     * @param takesPrompt whether the first word may begin a prompt, rather than name a model
     */
    static Plan plan(CliContext context, ParseResult parsed, boolean takesPrompt) {
        RunArguments given = RunArguments.from(parsed);
        check(parsed, given);
        ChatStore store = Chats.store(context);
        if (!parsed.hasMatchedOption(CONTINUE)) {
            return new Plan(given, store.begin(given.setup(), context.console()::tell));
        }
        ChatRecorder recorder = store.resume(meant(store, parsed), context.console()::tell);
        boolean named = !takesPrompt || new KnownModels(context.directories()).has(first(parsed));
        RunArguments arguments = continued(named && !first(parsed).isEmpty(), parsed, given, recorder.setup());
        recorder.change(arguments.setup());
        return new Plan(arguments, recorder);
    }

    private static ChatStore.Entry meant(ChatStore store, ParseResult parsed) {
        String id = parsed.matchedOptionValue(CONTINUE, LATEST);
        if (!id.equals(LATEST)) {
            return store.find(id);
        }
        return store.latest()
                .orElseThrow(() -> new MullamaException(
                        ErrorCode.NOT_FOUND,
                        "there is no conversation to go on with",
                        "'mullama run MODEL' begins one"));
    }

    /** Whether what is said is saved; one question alone only where somebody asks for it. */
    static boolean saves(ParseResult parsed, boolean conversation) {
        return !Specs.has(parsed, NO_SAVE)
                && (conversation || Specs.has(parsed, SAVE) || parsed.hasMatchedOption(CONTINUE));
    }

    private static void check(ParseResult parsed, RunArguments given) {
        if (Specs.has(parsed, SAVE) && Specs.has(parsed, NO_SAVE)) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, SAVE + " and " + NO_SAVE + " exclude each other", "leave one out");
        }
        String option = parsed.hasMatchedOption(CONTINUE) ? CONTINUE : SAVE;
        if (given.raw() && parsed.hasMatchedOption(option)) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    option + " has no effect with --raw",
                    "leave one of them out; a conversation needs the model's chat template");
        }
    }

    /** What was given, and for the rest what held before; a first word that names no model belongs to the prompt. */
    private static RunArguments continued(boolean named, ParseResult parsed, RunArguments given, ChatSetup before) {
        List<String> words = new ArrayList<>(given.words());
        if (!named && !first(parsed).isEmpty()) {
            words.add(0, first(parsed));
        }
        ChatSetup asked = given.setup();
        ChatSetup setup = new ChatSetup(
                named ? asked.model() : before.model(),
                asked.system() == null ? before.system() : asked.system(),
                answer(parsed, asked.answer(), before.answer()),
                options(parsed, asked.options(), before.options()),
                asked.contextSize() == null ? before.contextSize() : asked.contextSize());
        return given.with(setup, words);
    }

    private static String first(ParseResult parsed) {
        return parsed.matchedPositionalValue(0, "");
    }

    private static AnswerFields answer(ParseResult parsed, AnswerFields given, AnswerFields before) {
        AnswerFields thinking = AnswerArguments.mentionsThinking(parsed) ? before.with(given.think()) : before;
        return parsed.hasMatchedOption("--format") ? thinking.with(given.format()) : thinking;
    }

    private static GenerationOptions options(ParseResult parsed, GenerationOptions given, GenerationOptions before) {
        @Nullable Integer tokens = parsed.hasMatchedOption("--max-tokens") ? given.maxTokens() : before.maxTokens();
        return given.withMaxTokens(tokens).orElse(before);
    }

    /** Leaves the word behind the option alone: it is a model or the prompt, unless an equals sign joins it. */
    private static final class JoinedValue implements IParameterPreprocessor {
        // Picocli's interface has a stack.
        @SuppressWarnings("JdkObsolete")
        @Override
        public boolean preprocess(
                Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> information) {
            if (!"=".equals(information.get("separator"))) {
                words.push(LATEST);
            }
            return false;
        }
    }
}
