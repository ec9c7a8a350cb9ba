package io.vertebra.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.UsageException;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TckRequestTest {
    private static final RuleBook BOOK = RuleBook.standard();

    private static List<String> wanted(String... globs) {
        return BOOK.rules().stream()
                .filter(TckRequest.of(Path.of("x.jar"))
                        .including(List.of(globs))
                        .wanted(BOOK))
                .map(Rule::id)
                .toList();
    }

    @Test
    void globsChooseRules() {
        assertThat(wanted()).hasSameSizeAs(BOOK.rules());
        assertThat(wanted("NECK-0?", "plugin-13"))
                .containsExactly("PLUGIN-13", "NECK-01", "NECK-02", "NECK-03", "NECK-04");
        assertThat(wanted("*-16")).containsExactly("BACKBONE-16");
    }

    @Test
    void aGlobWithoutRulesIsRefused() {
        assertThatThrownBy(() -> wanted("BACKBONE-*", "NEK-*"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a pattern names at least one rule")
                .hasMessageContaining("NEK-*");
    }
}
