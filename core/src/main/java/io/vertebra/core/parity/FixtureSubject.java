package io.vertebra.core.parity;

import static io.vertebra.core.parity.FixtureJson.member;
import static io.vertebra.core.parity.FixtureJson.require;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a fixture says to build: {@code {"model": "resnet18", "set": {...}}}, or a part by itself,
 * {@code {"part": "neck", "type": "fpn", "in": {"c3": 512}, "options": {...}}}.
 */
final class FixtureSubject {
    private static final String ROLES =
            Stream.of(Fixture.Role.values()).map(FixtureSubject::word).collect(Collectors.joining(", "));

    private FixtureSubject() {}

    static Fixture.Subject of(JsonObject object) {
        require(object.has("model") != object.has("part"), "a fixture says to build either a model or a part");
        if (object.has("model")) {
            only(object, Set.of("model", "set"));
            return new Fixture.Model(
                    member(object, "model").getAsString(),
                    object.has("set") ? FixtureJson.values(object.get("set")) : Map.of());
        }
        Fixture.Role role = role(member(object, "part").getAsString());
        boolean neck = role == Fixture.Role.NECK;
        boolean attention = role == Fixture.Role.ATTENTION;
        only(object, members(role));
        return new Fixture.Part(
                role,
                member(object, "type").getAsString(),
                neck ? levels(member(object, "in").getAsJsonObject()) : Map.of(),
                attention ? channels(member(object, "channels")) : null,
                FixtureJson.values(member(object, "options")));
    }

    private static Set<String> members(Fixture.Role role) {
        return switch (role) {
            case BACKBONE -> Set.of("part", "type", "options");
            case NECK -> Set.of("part", "type", "options", "in");
            case ATTENTION -> Set.of("part", "type", "options", "channels");
        };
    }

    private static Fixture.Role role(String word) {
        List<Fixture.Role> found = Stream.of(Fixture.Role.values())
                .filter(role -> word(role).equals(word))
                .toList();
        require(!found.isEmpty(), "a part is one of " + ROLES + ", not " + word);
        return found.get(0);
    }

    private static String word(Fixture.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** A member that is not read could be one that changes the network. */
    private static void only(JsonObject object, Set<String> known) {
        for (String name : object.keySet()) {
            require(known.contains(name), "what is built has no member '" + name + "'");
        }
    }

    private static Map<String, Integer> levels(JsonObject in) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        in.entrySet().forEach(e -> levels.put(e.getKey(), channels(e.getValue())));
        require(!levels.isEmpty(), "a neck has a level that goes in");
        return levels;
    }

    private static int channels(JsonElement value) {
        int channels = value.getAsInt();
        require(channels > 0, "channels are 1 or more");
        return channels;
    }
}
