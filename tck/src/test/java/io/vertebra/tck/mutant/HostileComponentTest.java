package io.vertebra.tck.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Components that load well and misbehave later: a coded answer, and another plugin's model goes on. */
final class HostileComponentTest {
    private static final String BACKBONE = "sample.SampleBackbone";
    private static final String BUILD = "return new Net(options.width());";
    private static final String FORWARD = "NDArray x = inputs.get(InputSpec.IMAGE); // (N, 3, H, W)";

    private static PluginJar model(String id, PluginJar jar) {
        String provides = "backbone:" + id + "-backbone, backbone:" + id + "-wide, model:" + id + "-model";
        return jar.key("id", id)
                .key("provides", provides)
                .edit(BACKBONE, "\"sample-backbone\"", '"' + id + "-backbone\"")
                .edit(BACKBONE, "sample-backbone-wide", id + "-wide")
                .source(
                        PluginJar.SAMPLE,
                        "package sample; import java.util.List;"
                                + " public final class SamplePlugin implements io.vertebra.api.plugin.VisionPlugin {"
                                + " public List<io.vertebra.api.model.Backbone<?>> backbones() {"
                                + " return List.of(new SampleBackbone()); }"
                                + " public List<io.vertebra.api.plugin.RecipeResource> recipes() {"
                                + " return List.of(io.vertebra.api.plugin.RecipeResource.named(\"" + id
                                + "-model\")); } }")
                .resource(
                        "META-INF/vertebra/recipes/" + id + "-model.yaml",
                        "recipe: 1\nname: " + id + "-model\ntitle: Sample\ntask: classification\nbackbone: {type: " + id
                                + "-backbone}\nhead: {classes: 2}\nlabels: [a, b]\nweights: random\n"
                                + "input: {size: 32}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BUILD   | return null;",
                "BUILD   | throw new NullPointerException(\"oops\");",
                "BUILD   | throw new AssertionError(\"oops\");",
                "BUILD   | return build(options, context);",
                "FORWARD | if (x != null) { return null; }",
                "FORWARD | if (x != null) { throw new IndexOutOfBoundsException(\"oops\"); }",
                "FORWARD | x.close();",
                "FORWARD | if (x.getManager() != null) { pass.value(weight()).close(); }",
                "FORWARD | if (RUNS.incrementAndGet() > 1) { throw new NullPointerException(\"oops\"); }",
                "FORWARD | if (RUNS.incrementAndGet() > 1) { throw new AssertionError(\"oops\"); }",
                "FORWARD | if (RUNS.incrementAndGet() > 1) { return null; }",
                "FORWARD | if (x != null) { throw new AssertionError(\"oops\"); }",
            })
    void aCodedAnswerAndTheOthersGoOn(String where, String statement, @TempDir Path plugins) {
        PluginJar bad = PluginJar.sample();
        if (where.equals("BUILD")) {
            bad.edit(BACKBONE, BUILD, statement);
        } else {
            bad.edit(BACKBONE, FORWARD, FORWARD + "\n" + statement)
                    .edit(
                            BACKBONE,
                            "Net(int width) {",
                            "static final java.util.concurrent.atomic.AtomicInteger RUNS ="
                                    + " new java.util.concurrent.atomic.AtomicInteger();"
                                    + " private io.vertebra.api.nn.Parameter weight() {"
                                    + " return parameters().get(\"conv.weight\"); } Net(int width) {");
        }
        model("bad", bad).write(plugins.resolve("bad.jar"));
        model("good", PluginJar.sample()).write(plugins.resolve("good.jar"));
        try (Vertebra vertebra = Vertebra.open(plugins)) {
            assertThat(vertebra.problems()).isEmpty();
            Throwable thrown = catchThrowable(() -> predict(vertebra, "bad-model"));
            assertThat(thrown).isInstanceOf(VertebraException.class);
            for (Problem problem : ((VertebraException) thrown).problems()) {
                assertThat(problem.text()).contains("bad");
                assertThat(problem.fix()).isNotBlank();
            }
            predict(vertebra, "good-model");
        }
    }

    private static void predict(Vertebra vertebra, String name) {
        try (Predictor<?> predictor = vertebra.predictor(name)) {
            assertThat(predictor
                            .predict(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB))
                            .result())
                    .isNotNull();
        }
    }

    /** Threads are the plugin's own affair until it is closed: the kit says so, the model works. */
    @Test
    void threadsDoNotKeepAModelFromWorking(@TempDir Path plugins) {
        PluginJar bad = PluginJar.sample()
                .edit(BACKBONE, BUILD, "for (int i = 0; i < 8; i++) { spin(); } " + BUILD)
                .edit(
                        BACKBONE,
                        "static final class Net",
                        "private void spin() { " + PackageMutants.sleeper("spinner") + " } static final class Net");
        model("bad", bad).write(plugins.resolve("bad.jar"));
        try (Vertebra vertebra = Vertebra.open(plugins)) {
            predict(vertebra, "bad-model");
        }
    }
}
