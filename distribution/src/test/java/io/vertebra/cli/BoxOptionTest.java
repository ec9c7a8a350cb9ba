package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.UsageException;
import io.vertebra.api.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class BoxOptionTest {
    private static BoxOption option(String... words) {
        return CommandLine.populateCommand(new BoxOption(), words);
    }

    @Test
    void fourEdgesAreABox() {
        assertThat(option("--box", "40,20.5, 200,360").value()).contains(new Box(40, 20.5f, 200, 360));
        assertThat(option("--box", "-5,-5,10,10").value()).contains(new Box(-5, -5, 10, 10));
        assertThat(option().value()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3", "1,2,3,4,5", "a,b,c,d", "10,0,5,10", "0,10,10,10", "NaN,0,1,1", "0,0,,1"})
    void anythingElseIsAWrongCall(String text) {
        assertThatThrownBy(() -> option("--box", text).value())
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--box takes left, top, right and bottom edge, left before right and top before bottom [U-001]\n"
                                + "    received: " + text + "\n"
                                + "    fix: --box 40,20,200,360");
    }
}
