package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Labels;
import io.vertebra.api.result.Result;
import io.vertebra.api.result.Segmentation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A picture for each segmentation, whose pixels are indices of classes. */
final class MaskSink implements ResultSink {
    private final Terminal terminal;
    private final OutputFolder folder;
    private final Map<Path, String> names;
    private final LabelPng picture;
    private int written;

    MaskSink(Terminal terminal, OutputFolder folder, Labels labels, List<Path> images) {
        this.terminal = terminal;
        this.folder = folder;
        names = PictureNames.of(images, PictureNames.MASK);
        picture = new LabelPng(labels.names().size());
    }

    static boolean canHold(Class<? extends Result> type) {
        return type == Segmentation.class;
    }

    @Override
    public void accept(Finding finding) {
        Segmentation segmentation = (Segmentation) finding.result();
        folder.write(names.get(finding.file()), picture.of(segmentation));
        written++;
    }

    /** Said on standard error already. */
    @Override
    public void reject(String file, Problem problem) {}

    @Override
    public void finish() {
        terminal.err().println(Words.count(written, "mask") + " written to " + folder.path());
    }
}
