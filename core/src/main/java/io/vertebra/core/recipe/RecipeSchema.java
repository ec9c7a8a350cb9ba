package io.vertebra.core.recipe;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.vertebra.api.error.LoadException;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.catalog.Registry;
import io.vertebra.core.catalog.WeightsEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A JSON Schema (draft 2020-12) of recipes, with the components, options, label lists, models and weights of the plugins that
 * are present, so that an editor completes and checks them. It judges files one by one; whether parts fit is another matter.
 */
public final class RecipeSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Catalog catalog;

    /** The schema of recipes that this catalog can read. */
    public RecipeSchema(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The schema as JSON on many lines.
     *
     * @throws LoadException when a component fails to describe itself
     */
    public String json() {
        Problems problems = new Problems("schema");
        JsonObject schema = Schemas.object();
        schema.addProperty("$schema", DIALECT);
        schema.addProperty("title", "Vertebra recipe");
        schema.addProperty("type", "object");
        schema.add("properties", properties());
        schema.addProperty("additionalProperties", false);
        schema.add(
                "anyOf",
                Schemas.array(
                        Schemas.required("recipe", "name", "task", "backbone"), Schemas.required(Layers.EXTENDS)));
        schema.add("$defs", definitions(problems));
        problems.throwIfAny();
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(schema);
    }

    private JsonObject properties() {
        JsonObject keys = Schemas.object();
        keys.add("recipe", Schemas.described(Schemas.choice(List.of(1)), "the version of the format"));
        keys.add("name", Schemas.described(name(), "of the model, in small letters, digits and single hyphens"));
        keys.add("title", Schemas.described(Schemas.type("string"), "what the model does, in one line"));
        keys.add(Layers.EXTENDS, Schemas.described(extended(), "models or files that this recipe is put on top of"));
        keys.add(Variables.VARS, Schemas.described(Schemas.type("object"), "values that ${name} stands for"));
        keys.add("task", Schemas.described(Schemas.reference("task"), "what is asked"));
        keys.add("input", Schemas.described(new InputSchema().input(), "how an image becomes the network's input"));
        keys.add("backbone", Schemas.described(Schemas.reference("backbone"), "the first part"));
        JsonObject necks = Schemas.anyOf(Schemas.reference("neck"), Schemas.listOf(Schemas.reference("neck")));
        keys.add("neck", Schemas.described(necks, "what stands between backbone and head, one part or several"));
        keys.add("head", Schemas.described(Schemas.reference("head"), "the last part"));
        keys.add("labels", Schemas.described(labels(), "the names of the classes, or the name of a list"));
        keys.add("weights", Schemas.described(weights(), "where the parameters come from"));
        keys.add(
                LicencePolicy.KEY,
                Schemas.described(
                        Schemas.listOf(Schemas.type("string")), "licences that named weights may have, as SPDX names"));
        JsonObject numbered = Schemas.type("string");
        numbered.addProperty("pattern", "^gpu:[0-9]{1,3}$");
        keys.add(
                "device",
                Schemas.anyOf(Schemas.choice(RecipeBinder.DEVICES), numbered, Schemas.reference(Schemas.VARIABLE)));
        keys.add("runtime", Schemas.orVariable(Schemas.choice(RecipeBinder.RUNTIMES)));
        keys.add(ListOperators.REMOVE, Schemas.reference(Schemas.REMOVED_KEYS));
        return keys;
    }

    private static JsonElement name() {
        JsonObject name = Schemas.type("string");
        name.addProperty("pattern", "^[a-z0-9]+([.-][a-z0-9]+)*$");
        return Schemas.orVariable(name);
    }

    private JsonObject extended() {
        List<String> models = names(catalog.models(), ModelEntry::name, ModelEntry::plugin);
        JsonObject file = Schemas.type("string");
        file.addProperty("pattern", "^\\.|\\.ya?ml$");
        JsonObject one = Schemas.anyOf(Schemas.choice(models), file);
        JsonObject several = Schemas.type("array");
        several.add("items", one);
        return Schemas.anyOf(one, several);
    }

    private JsonObject labels() {
        return Schemas.anyOf(
                Schemas.choice(catalog.labels().names()),
                Schemas.listOf(Schemas.type("string")),
                Schemas.reference(Schemas.VARIABLE));
    }

    private JsonObject weights() {
        List<String> named = Stream.concat(
                        Stream.of("random"),
                        names(catalog.weights(), entry -> entry.card().name(), WeightsEntry::plugin).stream())
                .toList();
        JsonObject seed = Schemas.object();
        seed.add("random", Schemas.orVariable(Schemas.type("integer")));
        JsonObject file = Schemas.object();
        file.add(
                "from",
                Schemas.described(
                        Schemas.type("string"), "a file, relative to the recipe, or file:, classpath:, https: or hf:"));
        file.add("sha256", Schemas.described(Schemas.type("string"), "of the file; must be stated for https: and hf:"));
        file.add("dialect", Schemas.orVariable(Schemas.choice(WeightsReader.dialects(catalog.weights()))));
        JsonObject roots = Schemas.type("object");
        roots.add("additionalProperties", Schemas.type("string"));
        file.add("roots", Schemas.described(roots, "by part: the prefix of its keys in the file"));
        JsonObject rewrites = Schemas.type("object");
        rewrites.add("additionalProperties", Schemas.type("string"));
        file.add(
                "rewrites",
                Schemas.described(rewrites, "in order: the beginning of keys, with * and **, and what replaces it"));
        file.add(
                "partial",
                Schemas.described(
                        Schemas.orVariable(Schemas.type("boolean")),
                        "whether parameters that the file lacks keep initial values"));
        file.add(ListOperators.REMOVE, Schemas.reference(Schemas.REMOVED_KEYS));
        return Schemas.anyOf(
                Schemas.choice(named), Schemas.closed(seed), Schemas.closed(file), Schemas.reference(Schemas.VARIABLE));
    }

    private JsonObject definitions(Problems problems) {
        PartSchemas parts = new PartSchemas(problems);
        JsonObject definitions = Schemas.definitions();
        definitions.add("task", parts.part("task", catalog.tasks()));
        definitions.add("backbone", parts.part("backbone", catalog.backbones()));
        definitions.add("neck", parts.part("neck", catalog.necks()));
        definitions.add("head", parts.part("head", catalog.heads()));
        return definitions;
    }

    /** The short names that stand for something, then all qualified ones. */
    static <T> List<String> names(Registry<T> registry, Function<T, String> name, Function<T, String> plugin) {
        List<String> names = new ArrayList<>(registry.names());
        registry.all().stream()
                .map(thing -> plugin.apply(thing) + "/" + name.apply(thing))
                .filter(qualified -> registry.find(qualified).isPresent())
                .sorted()
                .forEach(names::add);
        return names;
    }
}
