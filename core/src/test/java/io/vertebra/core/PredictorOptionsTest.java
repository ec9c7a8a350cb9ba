package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.UsageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PredictorOptionsTest {
    @Test
    void startFromDefaults() {
        PredictorOptions defaults = PredictorOptions.defaults();
        assertThat(defaults.maxRunning()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(defaults.deadline()).isNull();
        Duration second = Duration.ofSeconds(1);
        assertThat(defaults.maxRunning(2).maxWaiting(0).deadline(second)).isEqualTo(new PredictorOptions(2, 0, second));
    }

    @Test
    void refuseWhatMakesNoSense() {
        PredictorOptions defaults = PredictorOptions.defaults();
        assertThatThrownBy(() -> defaults.maxRunning(0))
                .isInstanceOf(UsageException.class)
                .hasMessage("maxRunning is at least 1 [U-001]\n    received: 0\n    fix: 1");
        assertThatThrownBy(() -> defaults.maxWaiting(-1))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("maxWaiting is at least 0 [U-001]");
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(400)}) {
            assertThatThrownBy(() -> defaults.deadline(wrong))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("a deadline is longer than nothing and at most a year [U-001]");
            assertThatThrownBy(() -> Request.of(new byte[1]).within(wrong)).isInstanceOf(UsageException.class);
        }
    }
}
