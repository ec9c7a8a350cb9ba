package io.vertebra.core.builtin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists that stand in this JAR as text. */
final class BuiltinText {
    private static final String FOLDER = "/META-INF/vertebra/";

    private BuiltinText() {}

    /** The lines of a resource such as {@code labels/voc-21.txt}. */
    static List<String> lines(String name) {
        String resource = FOLDER + name;
        try (InputStream stream = BuiltinText.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new FileNotFoundException(resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            Problem problem = Problem.of(ErrorCode.INTERNAL, "the built-in lists can be read")
                    .received(resource);
            throw new VertebraException(List.of(problem), e);
        }
    }
}
