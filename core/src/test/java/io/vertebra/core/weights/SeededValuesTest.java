package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.nn.Initial;
import io.vertebra.api.nn.Layer;
import io.vertebra.api.nn.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected numbers come from the generator's description and another implementation of it. */
class SeededValuesTest {
    private static final class Owner extends Layer {
        Parameter with(Parameter.Role role, long... shape) {
            return parameter(role.name(), new Shape(shape), role);
        }

        Parameter with(Initial initial, long... shape) {
            return parameter(initial.toString(), new Shape(shape), Parameter.Role.WEIGHT, initial);
        }
    }

    @Test
    void givesTheWorkedExample() {
        SeededValues values = SeededValues.of(0, "conv1.weight");
        assertThat(values.hash()).isEqualTo(0x915a1e7f4f7e79e2L);
        assertThat(values.unit(0)).isEqualTo(-0.5192272663116455);
        assertThat(values.unit(1)).isEqualTo(-0.8965753316879272);
        assertThat(values.unit(2)).isEqualTo(-0.5868947505950928);
        assertThat(values.fill(3, 0.5, 0.1))
                .containsExactly(0.4480772614479065f, 0.4103424549102783f, 0.4413105249404907f);
    }

    @Test
    void hashesUtf8AndNegativeSeeds() {
        assertThat(SeededValues.of(-1, "\u00fc").hash()).isEqualTo(0x30c54c962afc4ed4L);
    }

    @Test
    void makesImagesOfPatchesAndNoise() {
        float[] image = SeededValues.image(7, "input:1:image", List.of(2, 3, 33, 50), 0.5, 2);
        assertThat(image).hasSize(9900);
        assertThat(image[0]).isEqualTo(1.6657891273498535f);
        assertThat(image[49]).isEqualTo(-0.7589397430419922f);
        assertThat(image[50 * 32]).isEqualTo(-0.9975290894508362f);
        assertThat(image[(4 * 33 + 17) * 50 + 31]).isEqualTo(-1.435071587562561f);
        assertThat(image[9899]).isEqualTo(-0.17776280641555786f);
        double sum = 0;
        for (float value : image) {
            sum += value;
        }
        assertThat(sum).isEqualTo(4499.368890404701);
    }

    @Test
    void weightsHaveTheVarianceOfHe() {
        Parameter weight = new Owner().with(Parameter.Role.WEIGHT, 64, 32, 3, 3);
        float[] values = InitialValues.of(1, "conv.weight", weight);
        double mean = 0;
        double square = 0;
        for (float value : values) {
            mean += value / values.length;
            square += (double) value * value / values.length;
        }
        double expected = 2.0 / (32 * 9);
        assertThat(values).hasSize(64 * 32 * 9);
        assertThat(mean).isBetween(-0.001, 0.001);
        assertThat(square - mean * mean).isBetween(0.98 * expected, 1.02 * expected);
    }

    @Test
    void weightsDependOnSeedAndNameAlone() {
        Parameter weight = new Owner().with(Parameter.Role.WEIGHT, 4, 2, 3, 3);
        assertThat(InitialValues.of(3, "stem.conv.weight", weight))
                .startsWith(-0.00039588435902260244f, 0.335664302110672f, -0.0415758416056633f)
                .isEqualTo(InitialValues.of(3, "stem.conv.weight", weight))
                .isNotEqualTo(InitialValues.of(4, "stem.conv.weight", weight))
                .isNotEqualTo(InitialValues.of(3, "stem.conv2.weight", weight));
    }

    @Test
    void aLayerMayStateMeanAndDeviation() {
        Owner owner = new Owner();
        assertThat(InitialValues.of(0, "bias", owner.with(Initial.constant(-4.5), 3)))
                .containsExactly(-4.5f, -4.5f, -4.5f);
        double mean = 0;
        double square = 0;
        for (float value : InitialValues.of(1, "w", owner.with(new Initial(3, 0.01), 20000))) {
            mean += value / 20000;
            square += (value - 3.0) * (value - 3.0) / 20000;
        }
        assertThat(mean).isBetween(2.9995, 3.0005);
        assertThat(Math.sqrt(square)).isBetween(0.0098, 0.0102);
    }

    @Test
    void otherRolesAreNeutral() {
        Owner owner = new Owner();
        assertThat(InitialValues.of(0, "b", owner.with(Parameter.Role.BIAS, 2))).containsExactly(0, 0);
        assertThat(InitialValues.of(0, "b", owner.with(Parameter.Role.SHIFT, 2)))
                .containsExactly(0, 0);
        assertThat(InitialValues.of(0, "m", owner.with(Parameter.Role.RUNNING_MEAN, 2)))
                .containsExactly(0, 0);
        assertThat(InitialValues.of(0, "s", owner.with(Parameter.Role.SCALE, 2)))
                .containsExactly(1, 1);
        assertThat(InitialValues.of(0, "v", owner.with(Parameter.Role.RUNNING_VARIANCE, 2)))
                .containsExactly(1, 1);
    }
}
