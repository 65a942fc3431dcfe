package io.mullama.hub;

import io.mullama.model.ModelName;
import java.util.List;

/**
 * A repository that a search at the hub has found. Immutable.
 *
 * @param downloads of the last month, as the hub counts them
 * @param parameters how many the model has; 0 where the hub does not say
 * @param models what could be pulled from it; sizes are not known
 */
public record HubHit(ModelName.Hub name, long downloads, long parameters, List<Offer> models) {
    public HubHit {
        models = List.copyOf(models);
    }
}
