package io.vertebra.core.assembly;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.core.assembly.Blueprint.Part;
import io.vertebra.core.graph.PartInputs;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.core.recipe.AttentionPart;
import io.vertebra.core.recipe.BackbonePart;
import io.vertebra.core.recipe.HeadPart;
import io.vertebra.core.recipe.NeckPart;
import io.vertebra.core.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the parts of a recipe together and proves that they fit: each part is built and run shape-only at the recipe's input
 * size, and the next part sees the exact sizes. Makes no array and starts no engine.
 */
public final class Assembler {
    private static final Logger LOG = LoggerFactory.getLogger(Assembler.class);

    /**
     * The proven structure of a recipe's model.
     *
     * @throws LoadException when parts do not fit, or a component gives something else than it declares
     */
    public Blueprint assemble(Recipe recipe) {
        return guarded(recipe.file(), () -> build(recipe));
    }

    /**
     * A backbone that stands in no model.
     *
     * @param file for messages
     * @param given shapes of the inputs in the order of the backbone's
     * @throws LoadException as {@link #assemble}
     */
    public BarePart assemble(String file, BackbonePart<?> backbone, List<Shape> given, Dialect dialect) {
        return guarded(file, () -> BarePart.of(backbone, given, dialect));
    }

    /**
     * A neck that stands in no model.
     *
     * @param file for messages
     * @param levels that go in, the finest first
     * @param given their shapes and, behind them, that of the image if the neck is to see it
     * @throws LoadException as {@link #assemble}
     */
    public BarePart assemble(
            String file, NeckPart<?> neck, List<FeatureLevel> levels, List<Shape> given, Dialect dialect) {
        return guarded(file, () -> BarePart.of(neck, levels, given, dialect));
    }

    /**
     * An attention that stands in no model.
     *
     * @param file for messages
     * @param channels that go in and come out
     * @param given shape of its only input
     * @throws LoadException as {@link #assemble}
     */
    public BarePart assemble(
            String file, AttentionPart<?> attention, int channels, List<Shape> given, Dialect dialect) {
        return guarded(file, () -> BarePart.of(attention, channels, given, dialect));
    }

    private static <T> T guarded(String file, Supplier<T> building) {
        try {
            return building.get();
        } catch (VertebraException e) {
            throw e.problems().stream().anyMatch(p -> p.at() == null) ? placed(e, file) : e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new LoadException(
                    List.of(Problem.of(ErrorCode.WIRING, "a component failed while it was built")
                            .at(Location.of(file))
                            .received(String.valueOf(e))
                            .fix("report it to the plugin's author")),
                    e);
        }
    }

    private static LoadException placed(VertebraException e, String file) {
        List<Problem> problems = e.problems().stream()
                .map(p -> p.at() == null ? p.at(Location.of(file)) : p)
                .toList();
        return new LoadException(problems, e);
    }

    private static Blueprint build(Recipe recipe) {
        ImageSize size = recipe.preprocessing().input();
        BuildContext context = new Context(size);
        Map<String, Shape> inputs = new LinkedHashMap<>();
        for (InputSpec.Input input : recipe.backbone().inputs().inputs()) {
            inputs.put(input.name(), new Shape(1, input.channels(), size.height(), size.width()));
        }
        Network network = recipe.backbone().build(context);
        Part backbone = part(
                Blueprint.BACKBONE,
                recipe.backbone().type(),
                network,
                recipe.backbone().features(),
                inputs);
        Part last = backbone;
        List<Part> necks = new ArrayList<>();
        for (int i = 0; i < recipe.necks().size(); i++) {
            NeckPart<?> neck = recipe.necks().get(i);
            String name = recipe.necks().size() == 1 ? Blueprint.NECK : Blueprint.NECK + "." + i;
            FeatureSpec in = last.features();
            last = part(
                    name,
                    neck.type(),
                    neck.build(in, context),
                    neck.features(in),
                    PartInputs.of(last.shapes(), inputs));
            necks.add(last);
        }
        FeatureSpec in = last.features();
        OutputSpec declared = recipe.head().outputs(in);
        Part head =
                head(recipe.head(), declared, recipe.head().build(in, context), PartInputs.of(last.shapes(), inputs));
        return new Blueprint(recipe, backbone, necks, head, declared);
    }

    /** Shapes of all outputs; the work is that of prediction, which leaves out what only training uses. */
    private static Part head(HeadPart<?> part, OutputSpec declared, Network network, Map<String, Shape> inputs) {
        ShapeForward.Outcome outcome = ShapeForward.run(network, inputs);
        Set<String> names = new LinkedHashSet<>();
        declared.outputs().forEach(output -> names.add(output.name()));
        require(outcome.shapes().keySet().equals(names), part.type(), "outputs " + names, outcome.shapes());
        long work = ShapeForward.run(network, inputs, declared.trainingOnly()).multiplyAdds();
        return new Part(Blueprint.HEAD, part.type(), network, null, outcome.shapes(), work);
    }

    static Part part(String name, String type, Network network, FeatureSpec declared, Map<String, Shape> inputs) {
        ShapeForward.Outcome outcome = ShapeForward.run(network, inputs);
        List<FeatureLevel> sized = new ArrayList<>();
        for (FeatureLevel level : declared.levels()) {
            Shape shape = outcome.shapes().get(level.name());
            require(
                    shape != null && channels(level, shape) == level.channels(),
                    type,
                    level.toString(),
                    outcome.shapes());
            boolean map = level.kind() == FeatureKind.MAP;
            sized.add(level.sized(
                    map ? new ImageSize(Math.toIntExact(shape.get(3)), Math.toIntExact(shape.get(2))) : null));
        }
        return new Part(name, type, network, new FeatureSpec(sized), outcome.shapes(), outcome.multiplyAdds());
    }

    private static long channels(FeatureLevel level, Shape shape) {
        int rank = level.kind() == FeatureKind.MAP ? 4 : level.kind() == FeatureKind.TOKENS ? 3 : 2;
        return shape.dimension() != rank ? -1 : shape.get(rank == 3 ? 2 : 1);
    }

    private static void require(boolean kept, String type, String declared, Map<String, Shape> given) {
        if (!kept) {
            throw new LoadException(Problem.of(ErrorCode.WIRING, type + " does not give what it declares: " + declared)
                    .received(given.toString())
                    .fix("report it to the plugin's author"));
        }
    }

    record Context(ImageSize inputSize) implements BuildContext {
        @Override
        public Logger logger() {
            return LOG;
        }
    }
}
