package io.vertebra.cli;

import io.vertebra.core.Predictor;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The folders and files that a run writes, opened before the engine starts: a place that cannot be written is told at once. */
final class Outputs implements AutoCloseable {
    private final Terminal terminal;
    private final Map<String, OutputFile> files = new TreeMap<>();
    private final Deque<OutputFolder> opened = new ArrayDeque<>();
    private @Nullable OutputFolder out;
    private @Nullable OutputFolder masks;

    private Outputs(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @throws io.vertebra.api.error.InputException when one of them cannot be written; then none is left behind */
    static Outputs open(OutputOptions options, Terminal terminal) {
        Outputs outputs = new Outputs(terminal);
        try {
            outputs.out = outputs.folder(options.out, OutputOptions.OUT);
            outputs.masks = outputs.folder(options.masks, OutputOptions.MASKS);
            for (Map.Entry<String, Path> named : options.files().entrySet()) {
                OutputFile file = OutputFile.open(named.getValue(), named.getKey(), terminal::print);
                outputs.opened.push(file.folder());
                outputs.files.put(named.getKey(), file);
            }
            return outputs;
        } catch (RuntimeException e) {
            outputs.close();
            throw e;
        }
    }

    private @Nullable OutputFolder folder(@Nullable Path path, String option) {
        if (path == null) {
            return null;
        }
        OutputFolder folder = OutputFolder.open(path, option, terminal::print);
        opened.push(folder);
        return folder;
    }

    /** One for each output; begins the files. */
    List<ResultSink> sinks(Predictor<?> predictor, List<Path> images) {
        List<ResultSink> sinks = new ArrayList<>();
        if (out != null) {
            sinks.add(new FolderSink(terminal, out, predictor, images));
        }
        if (masks != null) {
            sinks.add(new MaskSink(terminal, masks, predictor.recipe().labels(), images));
        }
        files.forEach((option, file) -> sinks.add(sink(option, file, predictor)));
        return sinks;
    }

    /** By image, the file that takes its mask; none when no masks are written. */
    Map<Path, Path> masks(List<Path> images) {
        Map<Path, Path> files = new HashMap<>();
        if (masks != null) {
            OutputFolder folder = masks;
            PictureNames.of(images, PictureNames.MASK)
                    .forEach((image, name) -> files.put(image, folder.path().resolve(name)));
        }
        return files;
    }

    private ResultSink sink(String option, OutputFile file, Predictor<?> predictor) {
        return switch (option) {
            case OutputOptions.COCO -> new CocoSink(terminal, file, predictor);
            case OutputOptions.CSV -> new CsvSink(terminal, file, predictor.recipe());
            default -> new LineSink(terminal, file, predictor.name());
        };
    }

    /** The last that was opened first: it may lie in a folder that was made for another. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
