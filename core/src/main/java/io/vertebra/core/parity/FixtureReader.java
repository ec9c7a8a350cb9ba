package io.vertebra.core.parity;

import static io.vertebra.core.parity.FixtureJson.member;
import static io.vertebra.core.parity.FixtureJson.require;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fixtures. */
public final class FixtureReader {
    /** The form that is understood. */
    public static final String FORMAT = "vertebra-parity/1";

    /** The kind of an input that looks like a photo. */
    static final String IMAGE = "image";

    /** Relative; networks of a hundred layers stay below 1e-4. */
    private static final double MOST_DEVIATION = 1e-3;

    private static final List<String> KINDS = List.of(IMAGE, "uniform");

    private FixtureReader() {}

    /** Whether the text says that it is a fixture of this form; decode and operator fixtures are for tests, not for this. */
    public static boolean isFixture(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            char[] start = new char[200];
            int read = lines.read(start);
            return read > 0 && new String(start, 0, read).contains('"' + FORMAT + '"');
        }
    }

    /**
     * Reads one.
     *
     * @throws LoadException when the file cannot be read or is no fixture of this form
     */
    public static Fixture read(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw problem(file.toString(), "the fixture cannot be read", String.valueOf(e), e);
        }
    }

    /**
     * Reads one from its text.
     *
     * @param name for messages
     */
    public static Fixture read(String name, String text) {
        try {
            JsonObject root = JsonParser.parseString(text).getAsJsonObject();
            String format = member(root, "format").getAsString();
            if (!format.equals(FORMAT)) {
                throw problem(name, "the fixture has another form", format, null);
            }
            return fixture(name, root);
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | NumberFormatException e) {
            // Gson's ways to say that a member has another type, and our own
            throw problem(name, "the fixture is not of the form " + FORMAT, String.valueOf(e.getMessage()), e);
        }
    }

    private static Fixture fixture(String name, JsonObject root) {
        JsonObject input = member(root, "input").getAsJsonObject();
        List<Fixture.Tensor> state = new ArrayList<>();
        member(root, "state").getAsJsonArray().forEach(e -> state.add(tensor(e.getAsJsonArray())));
        List<Fixture.Case> cases = new ArrayList<>();
        member(root, "cases").getAsJsonArray().forEach(e -> cases.add(oneCase(e.getAsJsonObject())));
        require(!cases.isEmpty(), "a fixture has a case");
        return new Fixture(
                name,
                member(root, "id").getAsString(),
                FixtureSubject.of(member(root, "model").getAsJsonObject()),
                new Dialect(member(root, "dialect").getAsString()),
                member(root, "seed").getAsLong(),
                member(root, "parameters").getAsLong(),
                member(input, "offset").getAsDouble(),
                member(input, "scale").getAsDouble(),
                state,
                cases);
    }

    private static Fixture.Tensor tensor(JsonArray row) {
        return new Fixture.Tensor(
                row.get(0).getAsString(),
                shape(row.get(1)),
                row.get(2).getAsDouble(),
                row.get(3).getAsDouble());
    }

    private static List<Long> shape(JsonElement sizes) {
        List<Long> shape = new ArrayList<>();
        sizes.getAsJsonArray().forEach(size -> shape.add(size.getAsLong()));
        return shape;
    }

    private static Fixture.Case oneCase(JsonObject object) {
        List<Fixture.Input> inputs = new ArrayList<>();
        for (JsonElement e : member(object, "inputs").getAsJsonArray()) {
            inputs.add(input(e.getAsJsonObject()));
        }
        Map<String, Fixture.Expected> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> e :
                member(object, "outputs").getAsJsonObject().entrySet()) {
            outputs.put(e.getKey(), expected(e.getValue().getAsJsonObject()));
        }
        require(!outputs.isEmpty(), "a case has an output");
        return new Fixture.Case(inputs, outputs);
    }

    private static Fixture.Input input(JsonObject in) {
        List<Long> shape = shape(member(in, "shape"));
        String kind = member(in, "kind").getAsString();
        require(KINDS.contains(kind), "an input is of one of the kinds " + KINDS);
        require(shape.size() == 4 || !kind.equals(IMAGE), "an image has four axes");
        return new Fixture.Input(member(in, "name").getAsString(), shape, kind);
    }

    private static Fixture.Expected expected(JsonObject out) {
        List<Fixture.Sample> samples = new ArrayList<>();
        for (JsonElement e : member(out, "samples").getAsJsonArray()) {
            JsonArray pair = e.getAsJsonArray();
            samples.add(new Fixture.Sample(pair.get(0).getAsInt(), pair.get(1).getAsDouble()));
        }
        List<Long> shape = shape(member(out, "shape"));
        long size = shape.stream().reduce(1L, (a, b) -> a * b);
        require(!samples.isEmpty(), "an output has samples");
        require(samples.stream().allMatch(s -> s.index() >= 0 && s.index() < size), "a sample lies in its output");
        double absmax = member(out, "absmax").getAsDouble();
        require(absmax > 0 && Double.isFinite(absmax), "absmax is above zero: errors are measured by it");
        double deviation = member(out, "float32Deviation").getAsDouble();
        require(
                deviation >= 0 && deviation <= MOST_DEVIATION,
                "float32Deviation is from 0 to " + MOST_DEVIATION + ": more would let everything pass");
        return new Fixture.Expected(shape, member(out, "mean").getAsDouble(), absmax, deviation, samples);
    }

    private static LoadException problem(String file, String message, String received, @Nullable Throwable cause) {
        Problem problem = Problem.of(ErrorCode.FIXTURE, message)
                .at(Location.of(file))
                .received(received)
                .fix("a file of the form " + FORMAT);
        return new LoadException(List.of(problem), cause);
    }
}
