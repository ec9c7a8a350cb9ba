package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.api.result.Result;
import io.vertebra.core.Predictor;
import io.vertebra.core.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A COCO data set whose annotations have scores. Ids of images and annotations count from 1; images that could not be read are
 * not in it. Annotations go to the draft as they come, and the images, of which little is kept, follow at the end.
 */
final class CocoSink implements ResultSink {
    private final Terminal terminal;
    private final OutputFile file;
    private final OutputFolder.Draft draft;
    private final CocoAnnotations annotations;
    private final List<Map<String, Object>> images = new ArrayList<>();
    private int written;

    CocoSink(Terminal terminal, OutputFile file, Predictor<?> predictor) {
        this.terminal = terminal;
        this.file = file;
        Recipe recipe = predictor.recipe();
        annotations = new CocoAnnotations(recipe.task().component().resultType(), recipe.labels());
        draft = file.draft();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("description", "predictions of " + recipe.name());
        info.put("model", recipe.name());
        draft.append("{\"info\":" + Json.line(info) + ",\n\"categories\":" + Json.line(annotations.categories())
                + ",\n\"annotations\":[");
    }

    @Override
    public void accept(Finding finding) {
        Result result = finding.result();
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("id", images.size() + 1);
        image.put("file_name", finding.file().toString().replace('\\', '/'));
        image.put("width", result.image().width());
        image.put("height", result.image().height());
        images.add(image);
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> found : annotations.of(result)) {
            Map<String, Object> annotation = new LinkedHashMap<>();
            annotation.put("id", written + 1);
            annotation.put("image_id", images.size());
            annotation.putAll(found);
            text.append(written == 0 ? "\n" : ",\n").append(Json.line(annotation));
            written++;
        }
        draft.append(text.toString());
    }

    /** Said on standard error already. */
    @Override
    public void reject(String image, Problem problem) {}

    /** Without an image there is no data set: a file of an earlier run stays rather than being emptied. */
    @Override
    public void finish() {
        if (images.isEmpty()) {
            terminal.err().println("no image could be used; " + file.path() + " is not written");
            return;
        }
        draft.append("\n],\n\"images\":" + Json.line(images) + "}\n");
        draft.finish();
        terminal.err()
                .println(Words.count(written, "annotation") + " of " + Words.count(images.size(), "image")
                        + " written to " + file.path());
    }
}
