package io.vertebra.core.checkpoint;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.assembly.ConvertedInput;
import io.vertebra.core.assembly.Fitting;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.WeightsEntry;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.SafetensorsWriter;
import io.vertebra.core.weights.Sha256;
import io.vertebra.core.weights.StoredType;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.TensorSources;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the parameters of a model as safetensors under our own names, with what is known of them as metadata. */
final class Conversion {
    private static final String UNKNOWN = "unknown";

    private final Catalog catalog;
    private final Recognizer recognizer;

    Conversion(Catalog catalog, Recognizer recognizer) {
        this.catalog = catalog;
        this.recognizer = recognizer;
    }

    /**
     * Converts a file.
     *
     * @param stated rules of the file's keys, null when they are to be found out
     * @param licence SPDX id, null for that of the same file in a plugin
     * @return how the file was read
     */
    Recognition convert(
            Path from,
            Blueprint blueprint,
            @Nullable KeyRules stated,
            Path to,
            StoredType type,
            @Nullable String licence) {
        if (from.toAbsolutePath().normalize().equals(to.toAbsolutePath().normalize())) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "the converted file needs a name of its own")
                    .received(to)
                    .fix("another name"));
        }
        String model = blueprint.recipe().name();
        try (TensorSource source = TensorSources.open(from)) {
            Recognition reading = stated == null
                    ? recognized(source, model, blueprint)
                    : new Recognition(
                            model,
                            stated,
                            blueprint.parameters().size(),
                            Fitting.of(blueprint, stated).compare(source));
            Function<Parameter, float[]> values =
                    Fitting.of(blueprint, reading.rules()).values(source);
            String sum = Sha256.of(from);
            SafetensorsWriter writer = SafetensorsWriter.storing(type)
                    .metadata("format", ConvertedInput.FORMAT)
                    .metadata("model", model)
                    .metadata("dialect", Dialect.VERTEBRA.name())
                    .metadata("licence", licence == null ? licence(source, sum) : licence)
                    .metadata("input", ConvertedInput.text(blueprint.recipe().preprocessing()))
                    .metadata("source", String.valueOf(from.getFileName()))
                    .metadata("source-dialect", reading.rules().dialect().name())
                    .metadata("source-sha256", sum);
            Map<String, Parameter> parameters = blueprint.parameters();
            parameters.forEach((name, parameter) -> writer.tensor(
                    name, Arrays.stream(parameter.shape().getShape()).boxed().toList()));
            writer.write(to, name -> values.apply(parameters.get(name)));
            return reading;
        }
    }

    /** That of the same file in a plugin, else what an earlier conversion wrote. */
    private String licence(TensorSource source, String sum) {
        boolean converted = ConvertedInput.FORMAT.equals(source.metadata().get("format"));
        String stated = converted ? source.metadata().getOrDefault("licence", UNKNOWN) : UNKNOWN;
        return catalog.weights().all().stream()
                .map(WeightsEntry::card)
                .filter(card -> sum.equalsIgnoreCase(card.sha256().get(card.resource())))
                .map(WeightsCard::licence)
                .findFirst()
                .orElse(stated);
    }

    private Recognition recognized(TensorSource source, String model, Blueprint blueprint) {
        List<Recognition> fitting = recognizer.recognize(source, model, blueprint);
        List<Recognition> complete =
                fitting.stream().filter(Recognition::complete).toList();
        long readings = complete.stream()
                .map(reading -> Fitting.of(blueprint, reading.rules()).sources())
                .distinct()
                .count();
        if (readings > 1) {
            throw new LoadException(
                    Problem.of(ErrorCode.WEIGHTS_MISMATCH, "the keys can be read in several dialects, not all alike")
                            .at(Location.of(source.name()))
                            .received(dialects(complete))
                            .fix("state the one that the file was made in: --dialect "
                                    + complete.get(0).rules().dialect().name()));
        }
        if (!complete.isEmpty()) {
            return complete.get(0);
        }
        // Nothing fits as a whole: what the best reading lacks tells most.
        KeyRules best = fitting.isEmpty()
                ? KeyRules.of(Dialect.VERTEBRA)
                : fitting.get(0).rules();
        return new Recognition(
                model,
                best,
                blueprint.parameters().size(),
                Fitting.of(blueprint, best).compare(source));
    }

    private static String dialects(List<Recognition> readings) {
        return readings.stream()
                .map(reading -> reading.rules().dialect().name())
                .collect(Collectors.joining(", "));
    }
}
