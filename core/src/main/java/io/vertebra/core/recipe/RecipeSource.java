package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.catalog.ModelEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of a recipe.
 *
 * @param file how messages name it
 * @param text at most 1 MiB
 * @param base the folder that relative paths start from, null for a recipe that stands in a JAR
 */
public record RecipeSource(
        String file, String text, @Nullable Path base) {
    /** In bytes of UTF-8; a recipe of a thousand lines has about a thirtieth of it. */
    static final int LARGEST = 1 << 20;

    /**
     * A file.
     *
     * @throws LoadException R-001 when it cannot be read, R-002 when it is not UTF-8, R-003 when it is larger than 1 MiB
     */
    public static RecipeSource read(Path path) {
        return read(path, path.toString());
    }

    /** The same for a file that messages call otherwise. */
    static RecipeSource read(Path path, String shown) {
        try (InputStream in = Files.newInputStream(path)) {
            return decode(
                    shown, in.readNBytes(LARGEST + 1), path.toAbsolutePath().getParent());
        } catch (IOException e) {
            Problem problem = Problem.of(ErrorCode.RECIPE_UNREADABLE, "the recipe cannot be read")
                    .at(Location.of(shown))
                    .received(e instanceof NoSuchFileException ? "no such file" : e.getMessage())
                    .fix("the path of a YAML file that exists and may be read");
            throw new LoadException(List.of(problem), e);
        }
    }

    /** A named model; its file paths have nothing to start from. */
    public static RecipeSource of(ModelEntry model) {
        return new RecipeSource(model.file(), model.yaml(), null);
    }

    /** UTF-8 with or without a byte order mark. */
    static RecipeSource decode(String file, byte[] bytes, @Nullable Path base) {
        if (bytes.length > LARGEST) {
            throw new LoadException(tooLarge(file));
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, text, true);
        text.flip();
        if (result.isError()) {
            throw new LoadException(Problem.of(ErrorCode.RECIPE_SYNTAX, "a recipe is UTF-8 text")
                    .at(YamlReader.end(file, text))
                    .received(String.format(Locale.ROOT, "byte 0x%02x", bytes[in.position()]))
                    .fix("the same file saved as UTF-8"));
        }
        return new RecipeSource(file, text.toString(), base);
    }

    static Problem tooLarge(String file) {
        return Problem.of(ErrorCode.RECIPE_LIMIT, "a recipe has at most 1 MiB of text")
                .at(Location.of(file))
                .received("more than " + LARGEST + " bytes")
                .fix("a file of its own for what is not part of the recipe");
    }
}
