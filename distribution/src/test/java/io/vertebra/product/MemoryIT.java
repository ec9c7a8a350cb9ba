package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Native memory stays flat. */
@EnabledOnOs(OS.LINUX)
final class MemoryIT {
    private static final double MOST_GROWTH = 1.05;

    @TempDir
    Path folder;

    @Test
    void fiveHundredPredictionsLeaveNothingBehind() throws Exception {
        soak(160, 300);
    }

    @Test
    @Tag("slow")
    void fiveHundredPredictionsLeaveNothingBehindAtFullSize() throws Exception {
        soak(512, 900);
    }

    /** The allocator's heap settles after some hundred predictions, the later the larger the arrays are. */
    private void soak(int size, int warmUp) throws Exception {
        long[] numbers = SoakRun.run(folder, SoakMain.class, size, warmUp, 500);
        assertThat(numbers[1]).as("managed arrays").isEqualTo(numbers[0]).isPositive();
        assertThat((double) numbers[3] / numbers[2])
                .as("resident memory, after / before")
                .isLessThan(MOST_GROWTH);
    }
}
