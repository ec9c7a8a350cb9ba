package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.core.Predictor;
import io.vertebra.core.image.PictureCanvas;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An overlay for each image, and results.json at the end, which therefore always speaks of a whole run. */
final class FolderSink implements ResultSink {
    static final String RESULTS = "results.json";

    private final Terminal terminal;
    private final OutputFolder folder;
    private final Predictor<?> predictor;
    private final Map<Path, String> overlays;
    private final OutputFolder.Draft draft;
    private final ResultDocument document;
    private int written;

    FolderSink(Terminal terminal, OutputFolder folder, Predictor<?> predictor, List<Path> files) {
        this.terminal = terminal;
        this.folder = folder;
        this.predictor = predictor;
        overlays = PictureNames.of(files, PictureNames.OVERLAY);
        folder.delete(RESULTS);
        draft = folder.draft(RESULTS);
        document = new ResultDocument(predictor.name(), draft::append);
    }

    @Override
    public void accept(Finding finding) {
        PictureCanvas canvas = new PictureCanvas(finding.photo());
        predictor.draw(finding.result(), canvas);
        folder.write(overlays.get(finding.file()), canvas.png());
        written++;
        document.add(finding);
    }

    @Override
    public void reject(String file, Problem problem) {
        document.add(file, problem);
    }

    @Override
    public void finish() {
        document.end();
        draft.finish();
        terminal.err().println(Words.count(written, "overlay") + " and " + RESULTS + " written to " + folder.path());
    }
}
