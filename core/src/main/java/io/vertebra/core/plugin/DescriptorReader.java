package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one descriptor and collects everything that is wrong with it. */
final class DescriptorReader {
    private static final List<String> REQUIRED = List.of(
            "id",
            "version",
            "api.version",
            "java.version",
            "djl.version",
            "provides",
            "title",
            "description",
            "vendor",
            "license",
            "homepage");
    private static final List<String> OPTIONAL = List.of("capabilities", "deprecated");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** Of an id or a version: tables and reports show them whole. */
    private static final int LONGEST_NAME = 64;
    /** What moves the cursor of a terminal or turns the direction of a text: what is shown would not be what is there. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");
    /** The id of what is built in. */
    private static final String RESERVED = "vertebra";

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Keys keys = new Keys();

    DescriptorReader(String file) {
        this.file = file;
    }

    /** Properties let the last of two equal keys win; here they are noticed. */
    private static final class Keys extends Properties {
        private static final long serialVersionUID = 1L;
        private final transient Set<String> twice = new LinkedHashSet<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            Object before = super.put(key, value);
            if (before != null) {
                twice.add((String) key);
            }
            return before;
        }
    }

    PluginDescriptor read(byte[] content) {
        load(content);
        checkKeys();
        checkValues();
        PluginDescriptor descriptor = new PluginDescriptor(
                id(),
                version("version"),
                version("api.version"),
                java(),
                version("djl.version"),
                provides(),
                value("title"),
                value("description"),
                value("vendor"),
                value("license"),
                value("homepage"),
                split(value("capabilities")),
                value("deprecated"));
        stopOnProblems(null);
        return descriptor;
    }

    private void load(byte[] content) {
        if (content.length > PluginDescriptor.MAX_BYTES) {
            add("", "a descriptor has at most 64 KB", "more", "keep long texts out of the descriptor");
            stopOnProblems(null);
        }
        try {
            keys.load(new StringReader(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString()));
        } catch (CharacterCodingException e) {
            add("", "a descriptor is written in UTF-8", "bytes that are no UTF-8", "save the file as UTF-8");
            stopOnProblems(e);
        } catch (IOException | IllegalArgumentException e) {
            add("", "a descriptor is a Java properties file", String.valueOf(e.getMessage()), "write key=value lines");
            stopOnProblems(e);
        }
    }

    private void checkKeys() {
        for (String key : new TreeSet<>(keys.stringPropertyNames())) {
            if (!REQUIRED.contains(key) && !OPTIONAL.contains(key)) {
                String known =
                        Stream.concat(REQUIRED.stream(), OPTIONAL.stream()).collect(Collectors.joining(", "));
                add("", "a descriptor has no such key", key, "one of " + known);
            }
        }
        keys.twice.forEach(key -> add(key, "a key stands once", key + " twice", "delete one of the lines"));
        for (String key : REQUIRED) {
            boolean mayBeEmpty = key.equals("provides");
            if (!keys.containsKey(key)) {
                add(key, "a descriptor states " + key, "no such key", "add " + key + "=...");
            } else if (!mayBeEmpty && value(key).isEmpty()) {
                add(key, "a descriptor states " + key, "an empty value", "add a value");
            }
        }
    }

    private void checkValues() {
        for (String key : new TreeSet<>(keys.stringPropertyNames())) {
            if (CONTROL.matcher(value(key)).find()) {
                add(key, "a value is one line without control characters", value(key), "write it in plain text");
            }
        }
        for (String key : List.of("id", "version")) {
            if (value(key).length() > LONGEST_NAME) {
                add(key, key + " has at most " + LONGEST_NAME + " characters", value(key), "a shorter one");
            }
        }
    }

    private String value(String key) {
        return keys.getProperty(key, "").strip();
    }

    private String id() {
        String id = value("id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            add("id", "an id is kebab-case and starts with a letter", id, "such as my-plugin");
        } else if (id.equals(RESERVED)) {
            add("id", "the id " + RESERVED + " belongs to Vertebra itself", id, "another id");
        }
        return id;
    }

    private String version(String key) {
        String version = value(key);
        if (!version.isEmpty() && Version.parse(version).isEmpty()) {
            add(key, "a version starts with two or three numbers", version, "such as 1.0.0");
        }
        return version;
    }

    private int java() {
        String java = value("java.version");
        if (java.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(java);
        }
        if (!java.isEmpty()) {
            add("java.version", "java.version is one whole number", java, "such as 17");
        }
        return 0;
    }

    private List<Provided> provides() {
        Set<Provided> provides = new LinkedHashSet<>();
        for (String item : split(value("provides"))) {
            Optional<Provided> provided = Provided.parse(item);
            if (provided.isEmpty()) {
                String kinds = Arrays.stream(Provided.Kind.values())
                        .map(Provided.Kind::key)
                        .collect(Collectors.joining(", "));
                add("provides", "provides lists kind:name, the name in kebab-case", item, "one of the kinds " + kinds);
            } else if (!provides.add(provided.get())) {
                add("provides", "provides lists a thing once", item + " twice", "delete one of them");
            }
        }
        return List.copyOf(provides);
    }

    private static List<String> split(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private void add(String key, String rule, String received, String fix) {
        Location at = new Location(file, 0, 0, key.isEmpty() ? null : key);
        problems.add(Problem.of(ErrorCode.PLUGIN_DESCRIPTOR, rule)
                .at(at)
                .received(Texts.clip(received))
                .fix(fix));
    }

    private void stopOnProblems(@Nullable Throwable cause) {
        if (!problems.isEmpty()) {
            throw new LoadException(problems, cause);
        }
    }
}
