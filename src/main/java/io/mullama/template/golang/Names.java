package io.mullama.template.golang;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the fields that a program mentions, by which Ollama tells what a model's template can do. Used once. */
final class Names {
    private final Set<String> found = new HashSet<>();

    private Names() {}

    /** The names of all fields that occur anywhere, in lower case as Ollama compares them. */
    static Set<String> of(Program program) {
        Names names = new Names();
        names.nodes(program.main());
        program.templates().values().forEach(names::nodes);
        return Set.copyOf(names.found);
    }

    /** The same for one pipeline. */
    static Set<String> of(Pipeline pipeline) {
        Names names = new Names();
        names.pipeline(pipeline);
        return names.found;
    }

    private void nodes(List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof Node.Action action) {
                pipeline(action.pipeline());
            } else if (node instanceof Node.Invocation invocation && invocation.pipeline() != null) {
                pipeline(invocation.pipeline());
            } else if (node instanceof Node.Branch branch) {
                pipeline(branch.pipeline());
                nodes(branch.body());
                List<Node> otherwise = branch.otherwise();
                nodes(otherwise == null ? List.of() : otherwise);
            }
        }
    }

    private void pipeline(Pipeline pipeline) {
        for (Pipeline.Command command : pipeline.commands()) {
            command.operands().forEach(this::operand);
        }
    }

    private void operand(Operand operand) {
        if (operand instanceof Operand.Fields fields) {
            fields.names().forEach(name -> found.add(name.toLowerCase(Locale.ROOT)));
            operand(fields.base());
        } else if (operand instanceof Operand.Group group) {
            pipeline(group.pipeline());
        }
    }
}
