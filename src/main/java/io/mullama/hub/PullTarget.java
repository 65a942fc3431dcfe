package io.mullama.hub;

import io.mullama.model.ModelName;
import java.util.Optional;

/**
 * What is to be brought here, and what it is called then. Immutable.
 *
 * @param projector how the name of the projector that is preferred begins
 */
public record PullTarget(ModelName name, ModelName.Hub source, Optional<String> projector) {}
