package io.vertebra.tck.check;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.RecipeDocument;
import io.vertebra.tck.subject.RecipeSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What named recipes promise before anything runs. */
public final class RecipeChecks implements Family<RecipeSubject> {
    /** Mistakes in the text itself. */
    private static final List<ErrorCode> TEXT = List.of(
            ErrorCode.RECIPE_UNREADABLE,
            ErrorCode.RECIPE_SYNTAX,
            ErrorCode.RECIPE_LIMIT,
            ErrorCode.RECIPE_CYCLE,
            ErrorCode.UNKNOWN_KEY,
            ErrorCode.MISSING_KEY,
            ErrorCode.DUPLICATE_KEY,
            ErrorCode.WRONG_TYPE,
            ErrorCode.OUT_OF_RANGE,
            ErrorCode.UNKNOWN_VARIABLE,
            ErrorCode.MERGE_OPERATOR);
    /** Names that nothing stands behind. */
    private static final List<ErrorCode> NAMES = List.of(ErrorCode.UNKNOWN_COMPONENT, ErrorCode.UNKNOWN_MODEL);

    private static final Pattern KEY = Pattern.compile("(?m)^([a-z][a-z-]{3,}):");
    private static final Pattern NAME = Pattern.compile("(?m)^name:.*$");

    @Override
    public Class<RecipeSubject> subject() {
        return RecipeSubject.class;
    }

    @Override
    public Map<String, Check<RecipeSubject>> checks() {
        return Map.of(
                "RECIPE-01", (subject, bench) -> survivesMistakes(new RecipeTexts(subject)),
                "RECIPE-02", (subject, bench) -> knowsNames(new RecipeTexts(subject)),
                "RECIPE-03", (subject, bench) -> wired(subject, new RecipeTexts(subject)),
                "RECIPE-04", (subject, bench) -> readsBack(new RecipeTexts(subject)));
    }

    private static Verdict survivesMistakes(RecipeTexts recipe) {
        String own = RecipeTexts.words(recipe.problems(recipe.text()), TEXT);
        Broken.unless(own.isEmpty(), own);
        String text = editable(recipe);
        Matcher key = longestKey(text);
        String right = key.group(1);
        String wrong = right.substring(0, 1) + right.charAt(2) + right.charAt(1) + right.substring(3);
        Problem typo = requireFound(
                recipe, text.substring(0, key.start(1)) + wrong + text.substring(key.end(1)), ErrorCode.UNKNOWN_KEY);
        Broken.unless(
                String.valueOf(typo.fix()).contains(right),
                "the key " + wrong + " is answered with '" + typo.fix() + "', which does not name " + right);
        requireFound(recipe, text + "\nname: again\n", ErrorCode.DUPLICATE_KEY);
        requireFound(recipe, text + "\non: 1\n", ErrorCode.UNKNOWN_KEY);
        requireFound(recipe, NAME.matcher(text).replaceFirst("name: !!java.net.URL x"), ErrorCode.RECIPE_SYNTAX);
        return Verdict.pass();
    }

    /** Its text, or what reading makes of it when its keys do not stand in lines of their own. */
    private static String editable(RecipeTexts recipe) {
        String text = recipe.text();
        boolean lines = KEY.matcher(text).find() && NAME.matcher(text).find();
        return lines ? text : recipe.document(text).yaml();
    }

    private static Matcher longestKey(String text) {
        Matcher longest = KEY.matcher(text);
        longest.find();
        Matcher next = KEY.matcher(text);
        while (next.find()) {
            String key = next.group(1);
            if (key.length() > longest.group(1).length() && key.charAt(1) != key.charAt(2)) {
                longest.find(next.start());
            }
        }
        return longest;
    }

    private static Problem requireFound(RecipeTexts recipe, String text, ErrorCode code) {
        List<Problem> problems = recipe.problems(text);
        for (Problem problem : problems) {
            Location at = problem.at();
            if (problem.code() == code && at != null && at.line() > 0 && at.column() > 0) {
                return problem;
            }
        }
        throw new Broken(
                "a mistake put into it is not answered with " + code.id() + " and its line and column, but with "
                        + problems.stream().map(RecipeTexts::words).toList());
    }

    private static Verdict knowsNames(RecipeTexts recipe) {
        String unknown = RecipeTexts.words(recipe.problems(recipe.text()), NAMES);
        Broken.unless(unknown.isEmpty(), unknown);
        List<Problem> own = recipe.problems(recipe.text());
        if (!own.isEmpty()) {
            return Verdict.notApplicable("the recipe cannot be read");
        }
        Recipe read = recipe.read();
        for (Map.Entry<String, String> part : Map.of(
                        "backbone", read.backbone().type(), "head", read.head().type())
                .entrySet()) {
            Map<String, Object> renamed = Map.of(part.getKey(), Map.of("type", part.getValue() + "x"));
            List<Problem> problems = RecipeTexts.problems(() -> recipe.read(renamed));
            boolean told = problems.stream()
                    .anyMatch(problem -> problem.code() == ErrorCode.UNKNOWN_COMPONENT
                            && String.valueOf(problem.fix()).contains(part.getValue()));
            Broken.unless(
                    told,
                    "a " + part.getKey() + " " + part.getValue() + "x is not answered with " + part.getValue() + ": "
                            + problems.stream().map(RecipeTexts::words).toList());
        }
        return Verdict.pass();
    }

    private static Verdict wired(RecipeSubject subject, RecipeTexts recipe) {
        List<Problem> problems = new ArrayList<>();
        MadeArrays made = MadeArrays.during(() ->
                problems.addAll(RecipeTexts.problems(() -> subject.vertebra().blueprint(recipe.read()))));
        String elsewhere = RecipeTexts.words(problems, TEXT) + RecipeTexts.words(problems, NAMES);
        if (!elsewhere.isEmpty()) {
            return Verdict.notApplicable("the recipe cannot be read");
        }
        Broken.unless(problems.isEmpty(), RecipeTexts.words(problems, Arrays.asList(ErrorCode.values())));
        if (!made.seen()) {
            return Verdict.partial("this version of DJL does not tell which arrays are made");
        }
        Broken.unless(
                made.arrays().isEmpty(),
                "putting it together makes " + made.arrays().size() + " arrays: a recipe is judged without any");
        return Verdict.pass();
    }

    private static Verdict readsBack(RecipeTexts recipe) {
        if (!recipe.problems(recipe.text()).isEmpty()) {
            return Verdict.notApplicable("the recipe cannot be read");
        }
        RecipeDocument first = recipe.document(recipe.text());
        RecipeDocument second = recipe.document(first.yaml());
        Broken.unless(
                first.differences(second).isEmpty(),
                "what was written is read as something else: " + first.differences(second));
        Broken.unless(first.hash().equals(second.hash()), "what was written and read has another hash");
        Broken.unless(first.yaml().equals(second.yaml()), "what was written and read is written otherwise");
        RecipeDocument turned = recipe.document(turned(first.yaml()));
        Broken.unless(first.hash().equals(turned.hash()), "the order of its keys changes its hash");
        Recipe one = recipe.read();
        Recipe other = recipe.read(first.yaml());
        Broken.unless(
                meaning(one).equals(meaning(other)),
                "what was written means something else: " + meaning(one) + " became " + meaning(other));
        return Verdict.pass();
    }

    /** The keys of the first level in the opposite order. */
    private static String turned(String yaml) {
        List<String> blocks = new ArrayList<>(Arrays.asList(yaml.split("(?m)^(?=[^\\s-#])")));
        Collections.reverse(blocks);
        return String.join("", blocks);
    }

    /** Everything that is bound, with the options of each part. */
    private static List<Object> meaning(Recipe recipe) {
        List<Object> meaning = new ArrayList<>(List.of(
                recipe.name(),
                recipe.task().type(),
                recipe.task().options(),
                recipe.backbone().type(),
                recipe.backbone().options(),
                recipe.head().type(),
                recipe.head().options(),
                recipe.preprocessing(),
                recipe.labels()));
        recipe.necks().forEach(neck -> meaning.add(neck.type() + " " + neck.options()));
        return meaning;
    }
}
