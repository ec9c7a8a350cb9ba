package io.vertebra.core;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.result.Result;
import io.vertebra.core.assembly.Assembler;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.assembly.ModelLoader;
import io.vertebra.core.catalog.BuiltCatalog;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.CatalogBuilder;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.checkpoint.Checkpoints;
import io.vertebra.core.parity.Fixture;
import io.vertebra.core.parity.ParityReport;
import io.vertebra.core.parity.ParityRunner;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.core.plugin.RequiredPlugins;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.RecipeDocument;
import io.vertebra.core.recipe.RecipeReader;
import io.vertebra.core.recipe.RecipeSchema;
import io.vertebra.core.recipe.RecipeSource;
import io.vertebra.core.recipe.RecipeStarter;
import io.vertebra.core.weights.WeightsReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The front door: opens plugins, names models, gives predictors.
 *
 * <pre>{@code
 * try (Vertebra vertebra = Vertebra.open();
 *         Predictor<Detections> faces = vertebra.predictor("face-detector", Detections.class)) {
 *     faces.predict(Path.of("photo.jpg")).result().detections().forEach(System.out::println);
 * }
 * }</pre>
 *
 * Safe to share between threads. Opening it starts no engine; the first predictor does.
 */
public final class Vertebra implements AutoCloseable {
    /** The system property that names the folder of an unpacked distribution; its {@code plugins} are loaded. */
    public static final String HOME = "vertebra.home";

    private final PluginSet plugins;
    private final BuiltCatalog built;
    private final RecipeReader recipes;
    private final Assembler assembler;
    private final ModelPool models;
    private final ModelLoader loader;
    private final Checkpoints checkpoints;
    private final ParityRunner parity;

    private Vertebra(PluginSet plugins) {
        this.plugins = plugins;
        this.built = CatalogBuilder.build(plugins);
        Injector injector = Guice.createInjector(Stage.PRODUCTION, new CoreModule(built.catalog()));
        recipes = injector.getInstance(RecipeReader.class);
        assembler = injector.getInstance(Assembler.class);
        models = injector.getInstance(ModelPool.class);
        loader = injector.getInstance(ModelLoader.class);
        checkpoints = injector.getInstance(Checkpoints.class);
        parity = injector.getInstance(ParityRunner.class);
    }

    /** Opens the plugins of the class path and, inside a distribution, those of its {@code plugins} folder. */
    public static Vertebra open() {
        PluginSet found = new PluginLoader().loadClassPath(Vertebra.class.getClassLoader());
        String home = System.getProperty(HOME);
        if (home == null) {
            return open(found);
        }
        return open(found.plus(new PluginLoader().loadFolder(Path.of(home, "plugins"))));
    }

    /**
     * Opens the plugins of a folder.
     *
     * @param folder each JAR in it, and each folder of JARs, is a plugin
     * @throws LoadException when the folder cannot be read; a plugin that cannot be used is told by {@link #problems()}
     */
    public static Vertebra open(Path folder) {
        return open(new PluginLoader().loadFolder(folder));
    }

    /**
     * Opens plugins that were loaded before.
     *
     * @param plugins closed with the result, also when this fails
     */
    public static Vertebra open(PluginSet plugins) {
        try {
            return new Vertebra(plugins);
        } catch (RuntimeException | Error e) {
            plugins.close();
            throw e;
        }
    }

    /** Everything that the plugins provide. */
    public Catalog catalog() {
        return built.catalog();
    }

    /** All plugins that were found, the refused ones too. */
    public List<LoadedPlugin> plugins() {
        return built.plugins();
    }

    /**
     * Why plugins were refused and names are ambiguous; empty when all is well. A plugin that was switched off is no problem.
     */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        built.plugins().stream().filter(LoadedPlugin::broken).forEach(plugin -> problems.addAll(plugin.problems()));
        problems.addAll(built.conflicts());
        return problems;
    }

    /**
     * Goes on only when these plugins can be used.
     *
     * @param ids of the plugins
     * @throws LoadException ({@link ErrorCode#PLUGIN_REQUIRED}) naming each one that is missing, with its own problems
     */
    public void require(Collection<String> ids) {
        RequiredPlugins.check(built.plugins(), ids);
    }

    /**
     * The checked recipe of a model.
     *
     * @param nameOrFile a model's name, or a file ending in .yaml or .yml
     * @throws LoadException with all problems of the file
     * @throws UsageException when no plugin provides a model of this name
     */
    public Recipe recipe(String nameOrFile) {
        return recipe(nameOrFile, Map.of());
    }

    /**
     * The checked recipe of a model with some values replaced.
     *
     * @param overrides plain values by dotted path, such as {@code head.classes}; a file among them is relative to the
     *     working directory
     */
    public Recipe recipe(String nameOrFile, Map<String, Object> overrides) {
        return recipes.read(source(nameOrFile), overrides);
    }

    /**
     * The recipe of a model as one document, put together but not checked: for showing, hashing and comparing.
     *
     * @param overrides as in {@link #recipe(String, Map)}
     */
    public RecipeDocument document(String nameOrFile, Map<String, Object> overrides) {
        return recipes.document(source(nameOrFile), overrides);
    }

    /** A JSON Schema of recipes with everything that the plugins provide, for editors. */
    public String recipeSchema() {
        return new RecipeSchema(catalog()).json();
    }

    /**
     * A commented recipe to start from.
     *
     * @throws UsageException when no plugin provides the task, or nothing fits it
     */
    public String starter(String task) {
        return new RecipeStarter(catalog()).of(task);
    }

    private RecipeSource source(String nameOrFile) {
        if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")) {
            return RecipeSource.read(Path.of(nameOrFile));
        }
        ModelEntry entry = catalog().models().find(nameOrFile).orElseThrow(() -> unknown(nameOrFile));
        return RecipeSource.of(entry);
    }

    private UsageException unknown(String name) {
        return new UsageException(Problem.of(ErrorCode.UNKNOWN_MODEL, "no plugin provides a model of this name")
                .received(name)
                .fix(catalog().models().suggest(name)));
    }

    /**
     * The structure of a recipe's model, with all sizes proven. Starts no engine.
     *
     * @throws LoadException when parts do not fit
     */
    public Blueprint blueprint(Recipe recipe) {
        return assembler.assemble(recipe);
    }

    /** Looks into weights files and converts them. */
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /**
     * How the recipe's weights fit its model: what is used, left out and, with {@code partial}, what keeps initial values. Reads
     * names and shapes only and starts no engine; empty when the weights come from no file.
     *
     * @throws LoadException when the model cannot be put together or its weights cannot be opened
     */
    public Optional<WeightsReport> weights(Recipe recipe) {
        return loader.compare(assembler.assemble(recipe));
    }

    /**
     * A predictor of a model; see {@link #recipe(String)} for what names one.
     *
     * @throws LoadException when the recipe, its parts or its weights cannot be used
     */
    public Predictor<? extends Result> predictor(String nameOrFile) {
        return predictor(recipe(nameOrFile));
    }

    /** A predictor of a recipe's model. */
    public Predictor<? extends Result> predictor(Recipe recipe) {
        return models.predictor(recipe, recipe.task().component().resultType());
    }

    /**
     * A predictor whose result's type is known.
     *
     * @throws UsageException when the model's task gives another type
     */
    public <R extends Result> Predictor<R> predictor(String nameOrFile, Class<R> type) {
        Recipe recipe = recipe(nameOrFile);
        Class<? extends Result> given = recipe.task().component().resultType();
        if (!type.equals(given)) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "the model gives another kind of result")
                    .received(type.getSimpleName())
                    .fix(given.getSimpleName() + ".class"));
        }
        return models.predictor(recipe, type);
    }

    /**
     * Compares a model with what its reference implementation computed.
     *
     * @throws LoadException when the fixture's model is unknown or its checkpoint does not load
     */
    public ParityReport parity(Fixture fixture) {
        return parity.run(fixture);
    }

    /** Closes the plugins; predictors must be closed before. */
    @Override
    public void close() {
        plugins.close();
    }
}
