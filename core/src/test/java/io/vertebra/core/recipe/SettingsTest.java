package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertebra.api.error.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as a command line gives them. */
class SettingsTest {
    @Test
    void valuesAreReadLikeThoseOfARecipe() {
        assertThat(Settings.parse(List.of(
                        "head.classes=3",
                        "name=a=b",
                        "neck.0.levels=[c3, c4]",
                        "backbone={type: grid, drop-rate: 1e-1}",
                        "a = on ",
                        "b=\"3\"",
                        "c=\"\"",
                        "d=${width}")))
                .isEqualTo(Map.of(
                        "head.classes", 3L,
                        "name", "a=b",
                        "neck.0.levels", List.of("c3", "c4"),
                        "backbone", Map.of("type", "grid", "drop-rate", 0.1),
                        "a", "on",
                        "b", "3",
                        "c", "",
                        "d", "${width}"));
    }

    @Test
    void allWrongOnesAreToldAtOnce() {
        UsageException e = catchThrowableOfType(
                UsageException.class,
                () -> Settings.parse(List.of(
                        "head.classes",
                        "=3",
                        "a=1",
                        "a=2",
                        "b=[1",
                        "c=",
                        "d=!x 1",
                        "e=[1, ~]",
                        "f=*x",
                        "g=99999999999999999999")));

        assertThat(e).hasMessage("""
                --set =3: a value is set as PATH=VALUE [U-001]
                    received: =3
                    fix: head.classes=3
                --set a: a path is set once [R-103]
                    received: a twice
                    fix: one of the two
                --set b:1:3: a recipe is well-formed YAML [R-002]
                    received: expected ',' or ']', but got <stream end> in: [1
                    fix: an end for what starts at line 1, column 1
                --set c: a value is a text, a number, true, false, a list or a map [R-104]
                    received: nothing
                    fix: a value, "" for an empty text
                --set d:1:1: a recipe has no tags, its keys say what type a value has [R-002]
                    received: !x
                    fix: the value without the tag
                --set e: a value is a text, a number, true, false, a list or a map [R-104]
                    received: [1, ~]
                    fix: a value, "" for an empty text
                --set f:1:1: an alias needs its anchor before it [R-002]
                    received: *x
                    fix: the value itself
                --set g:1:1: whole numbers have at most 64 bits [R-105]
                    received: 99999999999999999999
                    fix: 9223372036854775807
                --set head.classes: a value is set as PATH=VALUE [U-001]
                    received: head.classes
                    fix: head.classes=3""");
    }
}
