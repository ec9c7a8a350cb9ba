package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one file on top of another gives; the decision on recipe merging lists the rules. */
class MergeTest {
    private static final String NECKS = "neck: [{type: a, channels: 1}, b, {type: c, levels: [c3, c4, c5]}]\n";

    @Test
    void mapsMergeAndEverythingElseReplaces() {
        assertThat(merged("a: {x: 1, y: {z: 2, w: [1, 2]}}\nb: 1\nc: [1]\n", "a: {y: {w: [3]}, v: 4}\nc: 5\nd: 6\n"))
                .isEqualTo(plain("a: {x: 1, y: {z: 2, w: [3]}, v: 4}\nb: 1\nc: 5\nd: 6\n"));
    }

    @Test
    void anotherTypeDropsTheOptionsOfTheFormerOne() {
        assertThat(merged("backbone: {type: grid, channels: 8}\n", "backbone: {type: gray, note: x}\n"))
                .isEqualTo(plain("backbone: {type: gray, note: x}\n"));
        assertThat(merged("backbone: {type: grid, channels: 8}\n", "backbone: gray\n"))
                .isEqualTo(plain("backbone: gray\n"));
        assertThat(merged("backbone: gray\n", "backbone: {type: grid, channels: 8}\n"))
                .isEqualTo(plain("backbone: {type: grid, channels: 8}\n"));
    }

    @Test
    void theSameTypeKeepsThemInItsShortFormToo() {
        Object kept = plain("backbone: {type: grid, channels: 8}\n");
        assertThat(merged("backbone: {type: grid, channels: 8}\n", "backbone: grid\n"))
                .isEqualTo(kept);
        assertThat(merged("backbone: grid\n", "backbone: {channels: 8}\n")).isEqualTo(kept);
        assertThat(merged("backbone: {channels: 8}\n", "backbone: grid\n")).isEqualTo(kept);
    }

    @Test
    void randomWeightsAndAFileDoNotMix() {
        assertThat(merged("weights: {from: a.pth, dialect: timm}\n", "weights: {random: 3}\n"))
                .isEqualTo(plain("weights: {random: 3}\n"));
        assertThat(merged("weights: {random: 3}\n", "weights: {from: a.pth}\n"))
                .isEqualTo(plain("weights: {from: a.pth}\n"));
        assertThat(merged("weights: {from: a.pth, dialect: timm}\n", "weights: {from: b.pth}\n"))
                .isEqualTo(plain("weights: {from: b.pth, dialect: timm}\n"));
    }

    @Test
    void elementsAreAddedAtBothEnds() {
        assertThat(merged("labels: [b, c]\n", "labels: {$append: [d, e], $prepend: [a]}\n"))
                .isEqualTo(plain("labels: [a, b, c, d, e]\n"));
    }

    @Test
    void oneElementIsMergedReplacedOrRemoved() {
        assertThat(merged(NECKS, "neck: {$merge: {where: {type: a}, with: {channels: 9, levels: [p3]}}}\n"))
                .isEqualTo(plain("neck: [{type: a, channels: 9, levels: [p3]}, b, {type: c, levels: [c3, c4, c5]}]\n"));
        assertThat(merged(NECKS, "neck: {$replace: {index: 2, with: d}}\n"))
                .isEqualTo(plain("neck: [{type: a, channels: 1}, b, d]\n"));
        assertThat(merged(NECKS, "neck: {$remove: [{index: 0}, {where: {type: c}}]}\n"))
                .isEqualTo(plain("neck: [b]\n"));
        assertThat(merged("levels: [c3, c4, c5]\n", "levels: {$remove: {where: c3}}\n"))
                .isEqualTo(plain("levels: [c4, c5]\n"));
    }

    @Test
    void aNameInAListIsAPartToo() {
        assertThat(merged(NECKS, "neck: {$merge: {where: {type: b}, with: {channels: 2}}, $remove: {index: 2}}\n"))
                .isEqualTo(plain("neck: [{type: a, channels: 1}, {type: b, channels: 2}]\n"));
        assertThat(merged(NECKS, "neck: {$merge: {index: 0, with: {type: z}}}\n"))
                .as("the type changes")
                .isEqualTo(plain("neck: [{type: z}, b, {type: c, levels: [c3, c4, c5]}]\n"));
    }

    @Test
    void elementsAreChosenInTheInheritedList() {
        assertThat(merged(
                        "labels: [a, b, c]\n",
                        "labels: {$remove: {index: 0}, $prepend: [x, y], $replace: {index: 1, with: z}}\n"))
                .isEqualTo(plain("labels: [x, y, z, c]\n"));
    }

    @Test
    void operatorsEditListsInsideElements() {
        assertThat(merged(NECKS, "neck: {$merge: {index: 2, with: {levels: {$remove: {where: c4}}}}}\n"))
                .isEqualTo(plain("neck: [{type: a, channels: 1}, b, {type: c, levels: [c3, c5]}]\n"));
    }

    @Test
    void aSingleNeckIsAListOfOne() {
        assertThat(merged("neck: {type: a}\n", "neck: {$append: [b]}\n")).isEqualTo(plain("neck: [{type: a}, b]\n"));
        assertThat(merged("neck: a\n", "neck: {$merge: {index: 0, with: {channels: 3}}}\n"))
                .isEqualTo(plain("neck: [{type: a, channels: 3}]\n"));
    }

    @Test
    void inheritedKeysAreRemoved() {
        assertThat(merged("neck: a\nhead: {type: h, classes: 3, x: 1}\n", "$remove: [neck]\nhead: {$remove: x}\n"))
                .isEqualTo(plain("head: {type: h, classes: 3}\n"));
        assertThat(merged("head: {type: h, classes: 3}\n", "head: {$remove: classes, classes: {a: 1}}\n"))
                .isEqualTo(plain("head: {type: h, classes: {a: 1}}\n"));
    }

    @Test
    void anEditedListIsFromTheFileThatEditsIt() {
        MapNode merged = new Merger(new Problems("upper.yaml"))
                .over(node("lower.yaml", "\nlabels: [a]\n"), node("upper.yaml", "labels: {$append: [b]}\n"));
        Node labels = merged.find("labels").orElseThrow();
        assertThat(labels.at()).hasToString("upper.yaml:1:9");
        assertThat(labels.at().path()).isEqualTo("labels");
    }

    @Test
    void valuesKeepTheirPlacesAndTakeNewPaths() {
        Problems problems = new Problems("upper.yaml");
        MapNode merged = new Merger(problems)
                .over(
                        node("lower.yaml", "neck: [a, {type: b, channels: 1}]\nhead: {type: h}\n"),
                        node("upper.yaml", "neck:\n  $prepend: [c]\n  $merge: {index: 1, with: {channels: 2}}\n"));

        ListNode necks = (ListNode) merged.find("neck").orElseThrow();
        MapNode last = (MapNode) necks.elements().get(2);
        assertThat(places(necks.elements().get(0))).isEqualTo("upper.yaml:2:14 neck.0");
        assertThat(places(necks.elements().get(1))).isEqualTo("lower.yaml:1:8 neck.1");
        assertThat(places(last.find("type").orElseThrow())).isEqualTo("lower.yaml:1:18 neck.2.type");
        assertThat(places(last.find("channels").orElseThrow())).isEqualTo("upper.yaml:3:39 neck.2.channels");
        assertThat(places(((MapNode) merged.find("head").orElseThrow())
                        .find("type")
                        .orElseThrow()))
                .isEqualTo("lower.yaml:2:14 head.type");
    }

    private static String places(Node node) {
        return node.at() + " " + node.at().path();
    }

    private static @Nullable Object merged(String lower, String upper) {
        Problems problems = new Problems("upper.yaml");
        MapNode merged = new Merger(problems).over(node("lower.yaml", lower), node("upper.yaml", upper));
        ListOperators.refuseLeft(merged, problems);
        problems.throwIfAny();
        return PlainValues.of(merged);
    }

    private static @Nullable Object plain(String text) {
        return PlainValues.of(node("expected.yaml", text));
    }

    private static MapNode node(String file, String text) {
        Problems problems = new Problems(file);
        Optional<Node> node = new YamlReader(new RecipeSource(file, text, null), problems).read();
        problems.throwIfAny();
        return (MapNode) node.orElseThrow();
    }
}
