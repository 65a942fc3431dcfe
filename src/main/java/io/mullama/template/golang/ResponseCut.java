package io.mullama.template.golang;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template after its answer, so that the model goes on from there. Used once.
 *
 * <p>As in Ollama's {@code template.Execute}, what follows {@code .Response} in the source is dropped, whether or not a
 * render would reach it. The two branches of a choice are cut apart, where Ollama fails.
 */
final class ResponseCut {
    private boolean cut;

    private ResponseCut() {}

    /** The nodes up to the first that mentions the answer. */
    static List<Node> of(List<Node> nodes) {
        return new ResponseCut().list(nodes);
    }

    private List<Node> list(List<Node> nodes) {
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes) {
            if (cut) {
                break;
            }
            kept.add(node(node));
        }
        return List.copyOf(kept);
    }

    private Node node(Node node) {
        if (node instanceof Node.Branch branch) {
            return branch(branch);
        }
        cut = node instanceof Node.Action action && Names.of(action.pipeline()).contains("response");
        return node;
    }

    private Node branch(Node.Branch branch) {
        List<Node> body = list(branch.body());
        List<Node> otherwise = branch.otherwise();
        if (otherwise != null) {
            boolean bodyCut = cut;
            cut = false;
            otherwise = list(otherwise);
            cut |= bodyCut;
        }
        return new Node.Branch(branch.offset(), branch.choice(), branch.pipeline(), body, otherwise);
    }
}
