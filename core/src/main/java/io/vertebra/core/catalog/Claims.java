package io.vertebra.core.catalog;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.core.builtin.BuiltinPlugin;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.Provided;
import io.vertebra.core.plugin.Provided.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides who has a short name. All conflicts between the same plugins are one problem. */
final class Claims {
    private final List<Contributions> givers;
    private final Map<String, LoadedPlugin> plugins;
    private final Withheld withheld;
    private final Map<List<String>, List<Provided>> conflicts = new LinkedHashMap<>();

    Claims(List<Contributions> givers, Map<String, LoadedPlugin> plugins, Withheld withheld) {
        this.withheld = withheld;
        this.givers = givers;
        this.plugins = plugins;
    }

    <T> Registry<T> registry(Kind kind, Function<Contributions, Map<String, T>> part) {
        Map<String, T> byName = new TreeMap<>();
        Map<String, List<String>> claimants = new TreeMap<>();
        for (Contributions giver : givers) {
            part.apply(giver).forEach((name, thing) -> {
                byName.put(giver.plugin() + "/" + name, thing);
                claimants.computeIfAbsent(name, n -> new ArrayList<>()).add(giver.plugin());
            });
        }
        claimants.forEach((name, ids) -> {
            if (ids.size() == 1 || ids.contains(BuiltinPlugin.ID)) {
                String owner = ids.contains(BuiltinPlugin.ID) ? BuiltinPlugin.ID : ids.get(0);
                byName.put(name, byName.get(owner + "/" + name));
            }
            if (ids.size() > 1) {
                conflicts.computeIfAbsent(ids, i -> new ArrayList<>()).add(new Provided(kind, name));
            }
        });
        return new Registry<>(byName, withheld.of(kind));
    }

    List<Problem> problems() {
        return conflicts.entrySet().stream()
                .map(conflict -> problem(conflict.getKey(), conflict.getValue()))
                .toList();
    }

    private Problem problem(List<String> ids, List<Provided> names) {
        String first = names.get(0).name();
        boolean reserved = ids.contains(BuiltinPlugin.ID);
        String rule = reserved
                ? "a name of the built-in provider stays its own"
                : "a short name belongs to one plugin; it stands for none of them now";
        String qualified = ids.stream()
                .filter(id -> !id.equals(BuiltinPlugin.ID))
                .map(id -> id + "/" + first)
                .collect(Collectors.joining(" or "));
        String who = ids.stream().map(this::label).collect(Collectors.joining(" and "));
        String what = names.stream().map(Provided::toString).collect(Collectors.joining(", "));
        return Problem.of(ErrorCode.PLUGIN_CONFLICT, rule)
                .received(what + " of " + who)
                .fix("write the qualified name, such as " + qualified);
    }

    private String label(String id) {
        LoadedPlugin plugin = plugins.get(id);
        return plugin == null ? id : plugin.label();
    }
}
