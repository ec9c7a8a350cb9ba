package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands where {@code ${name}} was. */
class VariablesTest {
    @Test
    void aloneAVariableIsItsValueAndInATextItIsText() {
        assertThat(bound("""
                vars: {w: 64, r: 1e-3, on: true, t: "007", l: [1, {a: b}], n: ~}
                a: ${w}
                b: "${w}x${r}-${on}${t}"
                c: ${l}
                d: [ "${t}", "${ on }", "${n}" ]
                """)).isEqualTo(plain("""
                a: 64
                b: 64x1e-3-true007
                c: [1, {a: b}]
                d: ["007", true, ~]
                """));
    }

    @Test
    void variablesStandInVariables() {
        assertThat(bound("vars: {a: \"${b}${c}\", b: [\"${c}\"], c: 3, d: \"${c}!\"}\nx: ${d}\n".replace("${b}", "b")))
                .isEqualTo(Map.of("x", "3!"));
    }

    @Test
    void twoDollarsStandForOneWithoutAVariable() {
        assertThat(bound("vars: {w: 1}\na: $${w}\nb: $$${w}\nc: $w $ {w} $\nd: a$${w}b${w}\n"))
                .isEqualTo(Map.of("a", "${w}", "b", "$${w}", "c", "$w $ {w} $", "d", "a${w}b1"));
    }

    @Test
    void escapedTextComesBack() {
        for (String text : new String[] {"${a}", "$${a}", "$$${", "a$b", "${", "$", "${${}"}) {
            assertThat(Template.parse(Template.escape(text)).orElseThrow())
                    .containsExactly(new Template.Piece(text, false));
        }
    }

    @Test
    void keysAreNoTexts() {
        assertThat(bound("vars: {w: 1}\na: {\"${w}\": 2}\n")).isEqualTo(Map.of("a", Map.of("${w}", 2L)));
    }

    @Test
    void aValueKeepsThePlaceOfTheVariableUnderThePathOfItsUse() {
        MapNode root = bind("vars:\n  w: 64\na: {b: ${w}}\n".replace("${w}", "\"${w}\""));
        Node value = ((MapNode) root.find("a").orElseThrow()).find("b").orElseThrow();

        assertThat(value.at()).isEqualTo(new Location("r.yaml", 2, 6, "a.b"));
    }

    @Test
    void whatTheyMakeIsLimited() {
        String doubling = IntStream.range(0, 30)
                .mapToObj(i -> "  v" + (i + 1) + ": \"${v" + i + "}${v" + i + "}\"\n")
                .collect(Collectors.joining());
        assertThat(code("vars:\n  v0: xx\n" + doubling + "a: ${v30}\n")).isEqualTo(ErrorCode.RECIPE_LIMIT);
        String laughs = IntStream.range(0, 10)
                .mapToObj(i -> "  v" + (i + 1) + ": [" + ("\"${v" + i + "}\", ").repeat(10) + "]\n")
                .collect(Collectors.joining());
        assertThat(code("vars:\n  v0: [1, 1, 1]\n" + laughs + "a: ${v10}\n")).isEqualTo(ErrorCode.RECIPE_LIMIT);
        String chain = IntStream.range(0, 40)
                .mapToObj(i -> "  v" + i + ": ${v" + (i + 1) + "}\n")
                .collect(Collectors.joining());
        assertThat(code("vars:\n" + chain + "  v40: 1\n")).isEqualTo(ErrorCode.RECIPE_LIMIT);
        String deep = "[".repeat(40) + "${w}" + "]".repeat(40);
        assertThat(code("vars: {w: " + "[".repeat(40) + "]".repeat(40) + "}\na: " + deep.replace("${w}", "\"${w}\"")))
                .isEqualTo(ErrorCode.RECIPE_LIMIT);
    }

    private static ErrorCode code(String text) {
        LoadException e = catchThrowableOfType(LoadException.class, () -> bind(text));
        assertThat(e.problems()).hasSize(1);
        Problem only = e.problems().get(0);
        assertThat(only.at()).isNotNull();
        return only.code();
    }

    private static @Nullable Object bound(String text) {
        return PlainValues.of(bind(text));
    }

    private static MapNode bind(String text) {
        Problems problems = new Problems("r.yaml");
        MapNode bound = Variables.bind(node(text), problems);
        problems.throwIfAny();
        return bound;
    }

    private static @Nullable Object plain(String text) {
        return PlainValues.of(node(text));
    }

    private static MapNode node(String text) {
        Problems problems = new Problems("r.yaml");
        Optional<Node> node = new YamlReader(new RecipeSource("r.yaml", text, null), problems).read();
        problems.throwIfAny();
        return (MapNode) node.orElseThrow();
    }
}
