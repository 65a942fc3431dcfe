package io.mullama.hub;

import io.mullama.model.ModelName;

/**
 * A repository that a search at the hub has found. Immutable.
 *
 * @param downloads of the last month, as the hub counts them
 */
public record HubHit(ModelName.Hub name, long downloads) {}
