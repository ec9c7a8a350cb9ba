package io.vertebra.core.catalog;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Component;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Task;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.core.plugin.Provided;
import io.vertebra.core.plugin.Provided.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that one plugin gives, each thing under its short name. Every method of the plugin is called once. */
final class Contributions {
    private static final int MOST_RECIPE_BYTES = 1 << 20;

    private final String plugin;
    private final ResourceReader resources;
    private final List<Problem> problems = new ArrayList<>();
    private final SortedSet<Provided> inventory = new TreeSet<>();

    final Map<String, Entry<Backbone<?>>> backbones;
    final Map<String, Entry<Neck<?>>> necks;
    final Map<String, Entry<Head<?>>> heads;
    final Map<String, Entry<Attention<?>>> attentions;
    final Map<String, Entry<Task<?, ?>>> tasks;
    final Map<String, ModelEntry> models;
    final Map<String, WeightsEntry> weights;

    private Contributions(String plugin, VisionPlugin provider, ResourceReader resources) {
        this.plugin = plugin;
        this.resources = resources;
        backbones = entries(Kind.BACKBONE, provider.backbones());
        necks = entries(Kind.NECK, provider.necks());
        heads = entries(Kind.HEAD, provider.heads());
        attentions = entries(Kind.ATTENTION, provider.attentions());
        tasks = entries(Kind.TASK, provider.tasks());
        models = models(provider.recipes());
        weights = weights(provider.weights());
    }

    /**
     * Asks the provider for everything.
     *
     * @param resources opens the plugin's recipes
     * @throws LoadException when names are malformed or stand twice, or a recipe cannot be read
     */
    static Contributions of(String plugin, VisionPlugin provider, ResourceReader resources) {
        Contributions contributions = new Contributions(plugin, provider, resources);
        if (!contributions.problems.isEmpty()) {
            throw new LoadException(contributions.problems, null);
        }
        return contributions;
    }

    String plugin() {
        return plugin;
    }

    /** What a true descriptor lists. */
    Set<Provided> inventory() {
        return inventory;
    }

    private <C extends Component<?>> Map<String, Entry<C>> entries(Kind kind, List<C> components) {
        SortedMap<String, Entry<C>> entries = new TreeMap<>();
        for (C component : components) {
            String id = component.card().id();
            if (claim(kind, id)) {
                entries.put(id, new Entry<>(id, component, id, plugin));
            }
            for (String variant : component.variants().keySet()) {
                if (claim(kind, variant)) {
                    entries.put(variant, new Entry<>(variant, component, variant, plugin));
                }
            }
        }
        return entries;
    }

    private Map<String, ModelEntry> models(List<RecipeResource> recipes) {
        SortedMap<String, ModelEntry> models = new TreeMap<>();
        for (RecipeResource recipe : recipes) {
            if (claim(Kind.MODEL, recipe.name()) && isPlaced(recipe.resource())) {
                String file = plugin + ":" + recipe.resource();
                models.put(recipe.name(), new ModelEntry(recipe.name(), plugin, file, text(recipe.resource())));
            }
        }
        return models;
    }

    private Map<String, WeightsEntry> weights(List<WeightsCard> cards) {
        SortedMap<String, WeightsEntry> weights = new TreeMap<>();
        for (WeightsCard card : cards) {
            if (claim(Kind.WEIGHTS, card.name())) {
                weights.put(card.name(), new WeightsEntry(card, plugin, resources));
            }
        }
        return weights;
    }

    private boolean claim(Kind kind, String name) {
        Provided provided = new Provided(kind, name);
        if (!Provided.isName(name)) {
            add("names are kebab-case", provided.toString(), "such as " + kind.key() + ":my-name");
            return false;
        }
        if (!inventory.add(provided)) {
            add(
                    "a plugin gives a name once for each kind",
                    provided + " twice",
                    "a component's id names its defaults; " + "variants and other components have other names");
            return false;
        }
        return true;
    }

    private boolean isPlaced(String resource) {
        boolean placed = resource.startsWith(RecipeResource.FOLDER) && resource.endsWith(".yaml");
        if (!placed) {
            add(
                    "recipes lie below " + RecipeResource.FOLDER + " and end in .yaml",
                    resource,
                    "move or rename the file");
        }
        return placed;
    }

    private String text(String resource) {
        try (InputStream stream = resources.open(resource)) {
            byte[] content = stream.readNBytes(MOST_RECIPE_BYTES + 1);
            if (content.length > MOST_RECIPE_BYTES) {
                add("a recipe has at most 1 MB", resource + " has more", "shorten the recipe");
                return "";
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (FileNotFoundException e) {
            add("a plugin holds the recipes that it names", resource + " is not there", "add the file to the plugin");
        } catch (CharacterCodingException e) {
            add("recipes are written in UTF-8", resource + " is not", "save the file as UTF-8");
        } catch (IOException e) {
            add("a plugin's recipes can be read", resource + ": " + e.getMessage(), "build or copy the plugin again");
        }
        return "";
    }

    private void add(String rule, String received, String fix) {
        problems.add(
                Problem.of(ErrorCode.PLUGIN_INVENTORY, rule).received(received).fix(fix));
    }
}
