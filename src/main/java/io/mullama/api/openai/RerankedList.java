package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.JsonBody;
import io.mullama.api.RerankResponse;

/** The answer of {@code POST /v1/rerank}: mullama's own, called a list as llama-server and Jina do. Immutable. */
public record RerankedList(RerankResponse answer) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        return answer.toJson().put("object", "list");
    }
}
