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
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.core.assembly.Blueprint.Part;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.core.recipe.NeckPart;
import io.vertebra.core.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        try {
            return build(recipe);
        } catch (VertebraException e) {
            throw e.problems().stream().anyMatch(p -> p.at() == null) ? placed(e, recipe) : e;
        } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
            throw new LoadException(
                    List.of(Problem.of(ErrorCode.WIRING, "a component failed while it was built")
                            .at(Location.of(recipe.file()))
                            .received(String.valueOf(e))
                            .fix("report it to the plugin's author")),
                    e);
        }
    }

    private static LoadException placed(VertebraException e, Recipe recipe) {
        List<Problem> problems = e.problems().stream()
                .map(p -> p.at() == null ? p.at(Location.of(recipe.file())) : p)
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
            last = part(name, neck.type(), neck.build(in, context), neck.features(in), last.shapes());
            necks.add(last);
        }
        FeatureSpec in = last.features();
        OutputSpec declared = recipe.head().outputs(in);
        Network net = recipe.head().build(in, context);
        ShapeForward.Outcome outcome = ShapeForward.run(net, last.shapes());
        Set<String> names = new LinkedHashSet<>();
        declared.outputs().forEach(output -> names.add(output.name()));
        require(outcome.shapes().keySet().equals(names), recipe.head().type(), "outputs " + names, outcome.shapes());
        Part head = new Part(Blueprint.HEAD, recipe.head().type(), net, null, outcome.shapes(), outcome.multiplyAdds());
        return new Blueprint(recipe, backbone, necks, head);
    }

    private static Part part(
            String name, String type, Network network, FeatureSpec declared, Map<String, Shape> inputs) {
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

    private record Context(ImageSize inputSize) implements BuildContext {
        @Override
        public Logger logger() {
            return LOG;
        }
    }
}
