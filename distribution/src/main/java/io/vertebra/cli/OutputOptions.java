package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.result.Result;
import io.vertebra.core.recipe.TaskPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where {@code predict} writes results to. */
final class OutputOptions {
    static final String OUT = "--out";
    static final String COCO = "--coco";
    static final String CSV = "--csv";
    static final String JSONL = "--jsonl";
    static final String MASKS = "--masks";

    @Option(
            names = OUT,
            paramLabel = "DIR",
            description = {
                "Writes NAME.overlay.png for each image and results.json to this folder, each file whole or not at all.",
                "results.json is written at the end: when the run is interrupted, there is none."
            })
    @Nullable
    Path out;

    @Option(
            names = COCO,
            paramLabel = "FILE",
            description = {
                "Writes boxes, shapes of objects and joints as one COCO data set: images, categories (the model's labels"
                        + " by index), and annotations with a score each. A file of that name is replaced at the end.",
            })
    @Nullable
    Path coco;

    @Option(
            names = CSV,
            paramLabel = "FILE",
            description = {
                "Writes a row for each box, class, joint, or class of pixels; the first row names the columns. An image in"
                        + " which nothing was found has no row. A file of that name is replaced at the end.",
            })
    @Nullable
    Path csv;

    @Option(
            names = JSONL,
            paramLabel = "FILE",
            description = {
                "Writes a line of JSON (vertebra-line/1) for each image at once, so that an interrupted run leaves the lines"
                        + " that it got to. A file of that name is replaced at the first line.",
            })
    @Nullable
    Path jsonl;

    @Option(
            names = MASKS,
            paramLabel = "DIR",
            description = {
                "Writes NAME.mask.png for each image of a segmentation: the value of a pixel is the index of its class, in"
                        + " the colours of PASCAL VOC; 16-bit grey when there are more than 255 classes.",
            })
    @Nullable
    Path masks;

    /** Files that are named, by their option. */
    Map<String, Path> files() {
        Map<String, @Nullable Path> named = new LinkedHashMap<>();
        named.put(COCO, coco);
        named.put(CSV, csv);
        named.put(JSONL, jsonl);
        Map<String, Path> files = new LinkedHashMap<>();
        named.forEach((option, file) -> {
            if (file != null) {
                files.put(option, file);
            }
        });
        return files;
    }

    /**
     * A file that is written must be none that is read, and not written twice.
     *
     * @throws UsageException when it is
     */
    void requireApart(List<Path> images) {
        Map<String, Path> taken = new LinkedHashMap<>();
        if (out != null) {
            taken.put(OUT, out.resolve(FolderSink.RESULTS));
        }
        files().forEach((option, file) -> {
            images.stream().filter(image -> isSame(file, image)).findFirst().ifPresent(image -> {
                throw refused("a result must not replace an image that is read", option, file);
            });
            taken.forEach((other, path) -> {
                if (isSame(file, path)) {
                    throw refused(
                            "one file takes the results of one option only, not those of " + other + " too",
                            option,
                            file);
                }
            });
            taken.put(option, file);
        });
    }

    /**
     * Each form must be able to hold what the model finds.
     *
     * @throws UsageException with a problem for each that is not
     */
    void requireForms(TaskPart<?, ?> task) {
        Class<? extends Result> type = task.component().resultType();
        List<Problem> problems = new ArrayList<>();
        if (coco != null && !CocoAnnotations.canHold(type)) {
            problems.add(noForm(COCO, "boxes, shapes of objects and joints", task.type(), type));
        }
        if (csv != null && CsvRows.of(type).isEmpty()) {
            problems.add(noForm(CSV, "boxes, classes, joints and classes of pixels", task.type(), type));
        }
        if (masks != null && !MaskSink.canHold(type)) {
            problems.add(noForm(MASKS, "classes of pixels", task.type(), type));
        }
        if (!problems.isEmpty()) {
            throw new UsageException(problems, null);
        }
    }

    private static Problem noForm(String option, String holds, String task, Class<?> type) {
        return Problem.of(ErrorCode.USAGE, option + " takes " + holds + ", and this model gives something else")
                .received(task + " (" + type.getSimpleName() + ")")
                .fix("--json and --jsonl write results of every kind");
    }

    private static UsageException refused(String message, String option, Path file) {
        return new UsageException(Problem.of(ErrorCode.USAGE, message)
                .at(Location.of(file.toString()))
                .received(option + " " + file)
                .fix(option + " with another file"));
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize())
                    || Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
        } catch (IOException e) {
            return false; // what cannot be read is told when it is read
        }
    }
}
