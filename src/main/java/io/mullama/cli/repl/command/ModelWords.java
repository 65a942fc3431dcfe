package io.mullama.cli.repl.command;

import io.mullama.api.CreateRequest;
import io.mullama.api.PullLine;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Session;
import io.mullama.client.AnswerStream;
import io.mullama.model.ModelRecipe;
import io.mullama.modelfile.Modelfile;
import java.util.List;

/** {@code /load} and {@code /save}: goes on with another model, or makes one of the conversation. Stateless. */
final class ModelWords {
    private ModelWords() {}

    static ReplCommand load() {
        return ReplCommand.of("/load MODEL", "go on with another model", Argument.MODEL, ModelWords::load);
    }

    static ReplCommand save() {
        return ReplCommand.of(
                "/save NAME", "make a model that begins where this conversation is", Argument.MODEL, ModelWords::save);
    }

    private static void load(Session session, String argument) {
        String model = ModelArgument.resolve(Words.required(argument, "/load MODEL"));
        session.load(session.chat().settings().withModel(model));
        session.screen().say("The conversation goes on with " + model + ".");
    }

    private static void save(Session session, String argument) {
        String name = Words.required(argument, "/save NAME");
        ChatSettings settings = session.chat().settings();
        CreateRequest request = new CreateRequest(name, modelfile(session, settings), null, null, null);
        try (AnswerStream<PullLine> lines = session.daemon().create(request)) {
            PullLine line = lines.next();
            while (line != null) {
                line = lines.next();
            }
        }
        session.screen().say("Saved; 'mullama run " + name + "' begins here.");
    }

    private static String modelfile(Session session, ChatSettings settings) {
        List<ModelRecipe.Turn> turns = session.chat().turns().stream()
                .map(turn -> new ModelRecipe.Turn(turn.role(), turn.content()))
                .toList();
        ModelRecipe recipe = new ModelRecipe(
                Parameters.recipe(settings), null, settings.system(), turns, List.of(), ModelRecipe.Traits.NONE);
        return Modelfile.of(settings.model(), recipe).text();
    }
}
