package io.vertebra.core.weights;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.vertebra.api.error.LoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Reads one JSON document of a weights file in a single strict pass: RFC 8259 in valid UTF-8, no name twice in an object,
 * nothing behind the end. Nothing is kept but what the caller takes, so a hostile document costs no memory of its own.
 */
final class JsonCursor {
    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 18;

    private final String file;
    private final String document;
    private final JsonReader reader;

    /** Reads the whole document. */
    @FunctionalInterface
    interface Body<T> {
        T read(JsonCursor json) throws IOException;
    }

    /** Reads the value of one member. */
    @FunctionalInterface
    interface Member {
        void read(String name) throws IOException;
    }

    /** Reads one element. */
    @FunctionalInterface
    interface Element {
        void read() throws IOException;
    }

    private JsonCursor(String file, String document, JsonReader reader) {
        this.file = file;
        this.document = document;
        this.reader = reader;
    }

    /**
     * Reads a document.
     *
     * @param document what it is, for messages: {@code header}
     */
    static <T> T read(String file, String document, byte[] utf8, Body<T> body) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var reader = new JsonReader(new InputStreamReader(new ByteArrayInputStream(utf8), decoder))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEEPEST);
            T result = body.read(new JsonCursor(file, document, reader));
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw WeightsFaults.corrupt(file, "nothing may follow the " + document, null);
            }
            return result;
        } catch (IOException e) {
            throw WeightsFaults.corrupt(
                    file,
                    "the " + document + " must be JSON in UTF-8",
                    e.getClass().getSimpleName(),
                    e);
        }
    }

    void object(Member member) throws IOException {
        expect(JsonToken.BEGIN_OBJECT, "an object");
        reader.beginObject();
        Set<String> seen = new HashSet<>();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (!seen.add(name)) {
                throw WeightsFaults.corrupt(
                        file,
                        "a name stands once in an object of the " + document,
                        WeightsFaults.quote(name) + " twice");
            }
            member.read(name);
        }
        reader.endObject();
    }

    void array(Element element) throws IOException {
        expect(JsonToken.BEGIN_ARRAY, "an array");
        reader.beginArray();
        while (reader.hasNext()) {
            element.read();
        }
        reader.endArray();
    }

    String text() throws IOException {
        expect(JsonToken.STRING, "a text");
        return reader.nextString();
    }

    /** A whole number from 0 to 10^18. */
    long whole() throws IOException {
        expect(JsonToken.NUMBER, "a whole number");
        String digits = reader.nextString();
        if (digits.length() > LONGEST_NUMBER || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong("a whole number from 0", digits);
        }
        return Long.parseLong(digits);
    }

    /** A finite number. */
    double number() throws IOException {
        expect(JsonToken.NUMBER, "a number");
        String digits = reader.nextString();
        double value = Double.parseDouble(digits);
        if (!Double.isFinite(value)) {
            throw wrong("a finite number", digits);
        }
        return value;
    }

    void skip() throws IOException {
        reader.skipValue();
    }

    private void expect(JsonToken token, String description) throws IOException {
        JsonToken found = reader.peek();
        if (found != token) {
            throw wrong(description, found.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private LoadException wrong(String description, String received) {
        String place = WeightsFaults.quote(reader.getPath());
        return WeightsFaults.corrupt(
                file, "the " + document + " holds " + description + " at " + place, WeightsFaults.quote(received));
    }
}
