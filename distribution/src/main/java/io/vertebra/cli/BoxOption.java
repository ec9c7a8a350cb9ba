package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.geometry.Box;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a region of the images. */
final class BoxOption {
    private static final int EDGES = 4;

    @Option(
            names = "--box",
            paramLabel = "X1,Y1,X2,Y2",
            description = {
                "Looks only at this region of each image: left, top, right and bottom edge in pixels.",
                "Pose models see one person: this is how to say which. Results stay in pixels of the whole image."
            })
    private @Nullable String text;

    Optional<Box> value() {
        return text == null ? Optional.empty() : Optional.of(parse(text));
    }

    private static Box parse(String text) {
        String[] words = text.split(",", -1);
        float[] edges = new float[words.length];
        try {
            for (int i = 0; i < words.length; i++) {
                edges[i] = Float.parseFloat(words[i].strip());
            }
        } catch (NumberFormatException e) {
            throw wrong(text, e);
        }
        if (edges.length != EDGES || !(edges[0] < edges[2]) || !(edges[1] < edges[3])) {
            throw wrong(text, null);
        }
        return new Box(edges[0], edges[1], edges[2], edges[3]);
    }

    private static UsageException wrong(String text, @Nullable NumberFormatException cause) {
        Problem problem = Problem.of(
                        ErrorCode.USAGE,
                        "--box takes left, top, right and bottom edge, left before right and top before bottom")
                .received(text)
                .fix("--box 40,20,200,360");
        return new UsageException(List.of(problem), cause);
    }
}
