package io.vertebra.core.recipe;

import io.vertebra.core.weights.WeightsAddress;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the key {@code from} of weights points: a path, or an address of one of the schemes that are known. */
final class AddressReader {
    private static final String EXAMPLE = "./weights.safetensors";
    private static final Pattern SCHEME = Pattern.compile("(https?|hf|file|classpath|[a-z][a-z0-9+.-]+(?=://)):.*");
    private static final Pattern HUB = Pattern.compile("hf:[\\w.-]+/[\\w.-]+/[\\w./-]*[\\w](@[\\w./-]+)?");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String TAKES = "a path, or an address of file:, classpath:, https: or hf:";

    private final Fields fields;
    private final Problems problems;
    private final Function<Node, Optional<Path>> paths;

    /**
     * For one map of weights.
     *
     * @param paths reads a node that holds a path and reports what is wrong with it
     */
    AddressReader(Fields fields, Problems problems, Function<Node, Optional<Path>> paths) {
        this.fields = fields;
        this.problems = problems;
        this.paths = paths;
    }

    /** Whether a text is no path, so that no folder has a say in it. */
    static boolean isAddress(String text) {
        return SCHEME.matcher(text.strip()).matches();
    }

    Optional<WeightsAddress> read(Node node) {
        Optional<String> sum = fields.find("sha256").flatMap(this::sum);
        String text = node instanceof ScalarNode scalar
                ? scalar.as(String.class).orElse("").strip()
                : "";
        var scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            return paths.apply(node).map(path -> new WeightsAddress.Local(path, sum.orElse(null)));
        }
        return switch (scheme.group(1)) {
            case "file" -> file(node, text, sum.orElse(null));
            case "classpath" -> classPath(node, text.substring("classpath:".length()), sum.orElse(null));
            case "https", "hf" -> remote(node, text, sum);
            default -> outside(node, scheme.group(1).equals("http") ? "https" + text.substring(4) : EXAMPLE);
        };
    }

    private Optional<String> sum(Node node) {
        Optional<String> text = fields.text(node, "\"64 hex digits\"");
        if (text.isPresent() && !SHA256.matcher(text.get()).matches()) {
            problems.add(
                    Fields.outside(node, "a SHA-256, which is 64 hex digits", "what sha256sum prints of the file"));
            return Optional.empty();
        }
        return text;
    }

    private Optional<WeightsAddress> file(Node node, String text, @Nullable String sum) {
        try {
            return Optional.of(
                    new WeightsAddress.Local(Path.of(URI.create(text)).normalize(), sum));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) { // the reason is what the rule says
            return outside(node, "file:///folder/weights.safetensors, or a path");
        }
    }

    private Optional<WeightsAddress> classPath(Node node, String resource, @Nullable String sum) {
        boolean rooted = resource.startsWith("/");
        if (resource.isBlank() || rooted) {
            String name = resource.replaceFirst("^/+", "");
            return outside(node, "classpath:" + (name.isBlank() ? "models/weights.safetensors" : Spelling.line(name)));
        }
        return Optional.of(new WeightsAddress.ClassPath(resource, sum));
    }

    private Optional<WeightsAddress> remote(Node node, String text, Optional<String> sum) {
        boolean hub = text.startsWith("hf:");
        if (hub ? !HUB.matcher(text).matches() : !isWeb(text)) {
            return outside(node, hub ? "hf:owner/name/model.safetensors" : "https://host/folder/model.safetensors");
        }
        if (sum.isEmpty()) {
            if (fields.find("sha256").isEmpty()) {
                fields.require("sha256", "what sha256sum prints of the file, because it comes over the network");
            }
            return Optional.empty();
        }
        return Optional.of(new WeightsAddress.Remote(URI.create(text), sum.get()));
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && uri.getPath() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) { // no address at all, which is all that is asked here
            return false;
        }
    }

    private Optional<WeightsAddress> outside(Node node, String fix) {
        problems.add(Fields.outside(node, TAKES, fix));
        return Optional.empty();
    }
}
