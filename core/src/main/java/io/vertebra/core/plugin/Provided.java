package io.vertebra.core.plugin;

import io.vertebra.api.options.Names;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that a plugin provides, written {@code backbone:resnet50}.
 *
 * @param kind what it is
 * @param name of the component, variant, model or weights
 */
public record Provided(Kind kind, String name) implements Comparable<Provided> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

    /** The kinds, in the order of a descriptor. */
    public enum Kind {
        /** A backbone or one of its variants. */
        BACKBONE,
        /** A neck or one of its variants. */
        NECK,
        /** A head or one of its variants. */
        HEAD,
        /** An attention or one of its variants. */
        ATTENTION,
        /** A task or one of its variants. */
        TASK,
        /** A named recipe. */
        MODEL,
        /** Named weights. */
        WEIGHTS;

        /** As a descriptor spells it. */
        public String key() {
            return Names.kebab(name());
        }
    }

    /** Reads {@code kind:name}; empty when the text is something else. */
    public static Optional<Provided> parse(String text) {
        for (Kind kind : Kind.values()) {
            String prefix = kind.key() + ":";
            if (text.startsWith(prefix) && isName(text.substring(prefix.length()))) {
                return Optional.of(new Provided(kind, text.substring(prefix.length())));
            }
        }
        return Optional.empty();
    }

    /** Whether it is kebab-case, with dots where the literature has them. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public int compareTo(Provided other) {
        return Comparator.comparing(Provided::kind)
                .thenComparing(Provided::name)
                .compare(this, other);
    }

    /** As a descriptor spells it. */
    @Override
    public String toString() {
        return kind.key() + ":" + name;
    }
}
