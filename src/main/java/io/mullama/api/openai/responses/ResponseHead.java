package io.mullama.api.openai.responses;

import java.time.Instant;

/**
 * What is known of a response before its answer. Immutable.
 *
 * @param id {@code resp_…}
 * @param created in whole seconds on the wire
 * @param model as the request called it
 */
public record ResponseHead(String id, Instant created, String model, Echo echo) {}
