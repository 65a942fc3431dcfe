package io.mullama.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ModelRecipe.Parameter;
import io.mullama.model.ModelRecipe.Traits;
import io.mullama.model.ModelRecipe.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelRecipeTest {
    private static final ModelRecipe BASE = new ModelRecipe(
            List.of(
                    new Parameter("stop", "a"),
                    new Parameter("seed", "1"),
                    new Parameter("stop", "b"),
                    new Parameter("top_k", "5")),
            "base template",
            "base system",
            List.of(new Turn("user", "base")),
            List.of("base license"),
            new Traits("Ada", "<think>", "hermes", List.of("tools"), 7, true));

    @Test
    void aRecipeThatSaysNothingLeavesEverything() {
        assertThat(ModelRecipe.NONE.over(BASE)).isEqualTo(BASE);
        assertThat(BASE.over(ModelRecipe.NONE)).isEqualTo(BASE);
        assertThat(ModelRecipe.NONE.over(ModelRecipe.NONE)).isEqualTo(ModelRecipe.NONE);
    }

    @Test
    void layersAsAParameterTakeThePlaceOfTheBasesOwn() {
        ModelRecipe own =
                new ModelRecipe(List.of(new Parameter("num_gpu", "0")), null, null, List.of(), List.of(), Traits.NONE);

        assertThat(own.over(BASE).traits().gpuLayers()).isNull();
        assertThat(own.over(BASE).values("num_gpu")).containsExactly("0");
    }

    @Test
    void whatARecipeSaysTakesThePlaceOfWhatWasSaid() {
        ModelRecipe own = new ModelRecipe(
                List.of(new Parameter("seed", "2")),
                "template",
                "",
                List.of(new Turn("assistant", "own"), new Turn("user", "own")),
                List.of(),
                new Traits("Bob", "", "none", List.of("vision"), 0, false));

        ModelRecipe both = own.over(BASE);

        assertThat(both.template()).isEqualTo("template");
        assertThat(both.system()).isEmpty();
        assertThat(both.messages()).isEqualTo(own.messages());
        assertThat(both.traits()).isEqualTo(own.traits());
    }

    @Test
    void aParameterTakesThePlaceOfAllOfItsNameAndLeavesTheOthers() {
        ModelRecipe own = new ModelRecipe(
                List.of(new Parameter("stop", "c"), new Parameter("temperature", "0")),
                null,
                null,
                List.of(),
                List.of(),
                Traits.NONE);

        ModelRecipe both = own.over(BASE);

        assertThat(both.parameters())
                .containsExactly(
                        new Parameter("seed", "1"),
                        new Parameter("top_k", "5"),
                        new Parameter("stop", "c"),
                        new Parameter("temperature", "0"));
        assertThat(both.values("stop")).containsExactly("c");
        assertThat(both.values("mirostat")).isEmpty();
    }

    @Test
    void everyLicenseApplies() {
        ModelRecipe own = new ModelRecipe(List.of(), null, null, List.of(), List.of("own license"), Traits.NONE);

        assertThat(own.over(BASE).licenses()).containsExactly("base license", "own license");
    }

    @Test
    void eachTraitIsSaidByItself() {
        Traits traits = new Traits(null, "<t>", null, List.of(), null, null);
        ModelRecipe own = new ModelRecipe(List.of(), null, null, List.of(), List.of(), traits);

        assertThat(own.over(BASE).traits()).isEqualTo(new Traits("Ada", "<t>", "hermes", List.of("tools"), 7, true));
    }
}
