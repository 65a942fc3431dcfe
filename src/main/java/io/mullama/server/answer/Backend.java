package io.mullama.server.answer;

import io.mullama.config.Settings;
import io.mullama.server.model.Models;
import java.time.Clock;

/**
 * What the routes of every dialect work with. Immutable; its parts are thread-safe.
 *
 * @param activity counts what they do
 * @param version of mullama
 * @param generator takes requests to answers under way
 * @param prompts makes prompts of conversations
 * @param leases takes requests to engines, for what is not generating
 */
public record Backend(
        Activity activity, String version, Models models, Generator generator, Prompts prompts, Leases leases) {

    /** Over these models; {@code clock} is what templates that tell the date read. */
    public static Backend of(Activity activity, String version, Models models, Settings settings, Clock clock) {
        return new Backend(
                activity,
                version,
                models,
                new Generator(models, settings, activity.metrics().answers()),
                new Prompts(new ChatModels(clock)),
                new Leases(models, settings, activity.metrics().answers()));
    }
}
