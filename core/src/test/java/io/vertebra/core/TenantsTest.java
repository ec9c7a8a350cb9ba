package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantsTest {
    private final Tenants tenants = new Tenants();
    private final List<String> events = new ArrayList<>();

    private Tenants.Tenancy enter(String name) {
        Tenants.Tenancy tenancy = tenants.enter();
        tenancy.begin(() -> {
            events.add(name);
            tenancy.end();
        });
        return tenancy;
    }

    private void close() {
        tenants.close(() -> events.add("locked"));
    }

    @Test
    void allLeaveBeforeTheDoorIsLockedOnce() {
        enter("a");
        enter("b").end();
        enter("c");
        close();
        assertThat(events).hasSize(3).contains("a", "c").endsWith("locked");
        close();
        assertThat(events).hasSize(3);
        assertThatThrownBy(tenants::enter)
                .isInstanceOf(LoadException.class)
                .hasMessage("this Vertebra was closed [M-002]\n    received: a call for a predictor\n"
                        + "    fix: ask for predictors before close(), or open another Vertebra");
    }

    @Test
    void anEmptyHouseIsLockedAtOnce() {
        close();
        assertThat(events).containsExactly("locked");
    }

    @Test
    void whoCannotLeaveYetLocksTheDoorLater() {
        Tenants.Tenancy busy = tenants.enter();
        busy.begin(() -> events.add("asked"));
        close();
        assertThat(events).containsExactly("asked");
        busy.end();
        assertThat(events).containsExactly("asked", "locked");
        busy.end();
        assertThat(events).hasSize(2);
    }

    @Test
    void whoIsStillMovingInLeavesAtOnce() {
        Tenants.Tenancy late = tenants.enter();
        close();
        assertThat(events).isEmpty();
        assertThatThrownBy(() -> late.begin(() -> {
                    events.add("late");
                    late.end();
                }))
                .isInstanceOf(LoadException.class);
        assertThat(events).containsExactly("late", "locked");
    }
}
