package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is written as one JSON object. */
public interface JsonBody {
    ObjectNode toJson();
}
