package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Memory stays flat under what a server gets: all sizes and formats, broken images, late, cancelled and refused calls. */
@EnabledOnOs(OS.LINUX)
final class ServerSoakIT {
    private static final double MOST_GROWTH = 1.05;
    /** The allocator's heap settles only after some hundred calls. */
    private static final int WARM_UP = 60;

    @TempDir
    Path folder;

    @Test
    void someMixedPredictionsLeaveNothingBehind() throws Exception {
        soak(20);
    }

    @Test
    @Tag("slow")
    void twoThousandMixedPredictionsLeaveNothingBehind() throws Exception {
        soak(125);
    }

    private void soak(int rounds) throws Exception {
        long[] numbers = SoakRun.run(folder, ServerSoakMain.class, WARM_UP, rounds);
        assertThat(numbers[1]).as("managed arrays").isEqualTo(numbers[0]).isPositive();
        assertThat((double) numbers[3] / numbers[2])
                .as("resident memory, after / before, of " + Arrays.toString(numbers))
                .isLessThan(MOST_GROWTH);
        assertThat(numbers[4]).as("calls that ended in another way").isZero();
        long[] ends = Arrays.copyOfRange(numbers, 5, numbers.length);
        assertThat(ends).hasSize(ServerSoakMain.End.values().length);
        assertThat(Arrays.stream(ends).allMatch(count -> count >= rounds)).isTrue();
        assertThat(Arrays.stream(ends).sum()).isEqualTo((long) rounds * ServerSoakMain.ROUND);
    }
}
