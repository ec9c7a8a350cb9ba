package io.vertebra.cli;

import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.result.Result;
import io.vertebra.core.Predictor;
import io.vertebra.core.Sample;
import io.vertebra.core.image.Photo;
import io.vertebra.core.image.PhotoReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over the images of a call. */
final class PredictRun {
    private final Predictor<? extends Result> predictor;
    private final Terminal terminal;
    private final List<ResultSink> sinks;
    private final Optional<Box> region;
    private final PhotoReader reader = new PhotoReader();
    private int rejected;

    PredictRun(Predictor<? extends Result> predictor, Terminal terminal, List<ResultSink> sinks, Optional<Box> region) {
        this.region = region;
        this.predictor = predictor;
        this.terminal = terminal;
        this.sinks = sinks;
    }

    /** The exit code. */
    int run(ImageFiles inputs) {
        try (Progress progress =
                Progress.of(terminal, predictor.name(), inputs.files().size())) {
            inputs.problems().forEach(problem -> reject(place(problem), problem, progress));
            for (Path file : inputs.files()) {
                Finding finding = look(file, progress);
                if (finding != null) {
                    sinks.forEach(sink -> sink.accept(finding));
                }
                progress.step();
            }
        }
        sinks.forEach(ResultSink::finish);
        return rejected == 0 ? ExitCode.OK : ExitCode.INPUT;
    }

    /** Null when the image cannot be used; what else goes wrong ends the run. */
    private @Nullable Finding look(Path file, Progress progress) {
        try {
            Photo photo = reader.read(file);
            Sample whole = Sample.of(photo);
            Result result =
                    predictor.predict(region.map(whole::within).orElse(whole)).result();
            return new Finding(file, photo, predictor.recipe().task().type(), result);
        } catch (InputException e) {
            e.problems().forEach(problem -> reject(file.toString(), problem, progress));
            return null;
        }
    }

    private void reject(String file, Problem problem, Progress progress) {
        rejected++;
        progress.report(problem.at() == null ? problem.at(Location.of(file)) : problem);
        sinks.forEach(sink -> sink.reject(file, problem));
    }

    private static String place(Problem problem) {
        return problem.at() == null ? "" : problem.at().file();
    }
}
