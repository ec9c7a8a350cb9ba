package io.vertebra.tck.check;

import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.result.Result;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.WeightsChoice;
import io.vertebra.tck.subject.RecipeSubject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What named recipes promise when they run. */
public final class RecipeRunChecks implements Family<RecipeSubject> {
    /** What a recipe without a fixed size is run at, so that the largest models end within seconds. */
    private static final int SIDE = 128;

    private static final ImageSize PHOTO = new ImageSize(97, 70);

    @Override
    public Class<RecipeSubject> subject() {
        return RecipeSubject.class;
    }

    @Override
    public Map<String, Check<RecipeSubject>> checks() {
        return Map.of("RECIPE-05", RecipeRunChecks::predicts);
    }

    private static Verdict predicts(RecipeSubject subject, Bench bench) {
        RecipeTexts texts = new RecipeTexts(subject);
        if (!RecipeTexts.problems(() -> subject.vertebra().blueprint(texts.read()))
                .isEmpty()) {
            return Verdict.notApplicable("the recipe cannot be put together");
        }
        Recipe recipe = smoke(subject.vertebra(), texts, bench);
        try (Predictor<? extends Result> predictor = subject.vertebra().predictor(recipe)) {
            Result result = predictor
                    .predict(Photos.ordinary(PHOTO.width(), PHOTO.height()))
                    .result();
            Broken.unless(result != null, "predicts nothing");
            Broken.unless(
                    recipe.task().component().resultType() == result.getClass(),
                    "predicts " + result.getClass().getName());
            Broken.unless(result.image().equals(PHOTO), "says that a photo of " + PHOTO + " has " + result.image());
            TaskGeometryChecks.requireInside(result, PHOTO);
            return Verdict.pass();
        } catch (VertebraException e) {
            throw new Broken("predicting ends in " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            if (e instanceof Broken) {
                throw e;
            }
            throw new Broken("predicting ends in " + e);
        }
    }

    /** At a small size where its parts allow one, with values where it has none, on the bench's device. */
    private static Recipe smoke(Vertebra vertebra, RecipeTexts texts, Bench bench) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("device", bench.device());
        if (texts.read().weights() instanceof WeightsChoice.None) {
            own.put("weights", "random");
        }
        Map<String, Object> small = new LinkedHashMap<>(own);
        ImageSize size = texts.read().preprocessing().size();
        if (Math.max(size.width(), size.height()) > SIDE) {
            small.put("input.size", (long) SIDE);
        }
        for (Map<String, Object> overrides : List.of(small, own)) {
            if (RecipeTexts.problems(() -> vertebra.blueprint(texts.read(overrides)))
                    .isEmpty()) {
                return texts.read(overrides);
            }
        }
        throw new Broken("cannot be given values: "
                + RecipeTexts.problems(() -> texts.read(own)).stream()
                        .map(RecipeTexts::words)
                        .toList());
    }
}
