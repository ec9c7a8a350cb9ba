package io.vertebra.tck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertebra.core.Vertebra;
import io.vertebra.core.parity.Fixture;
import io.vertebra.core.parity.FixtureReader;
import io.vertebra.core.parity.ParityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every parity fixture in {@code src/test/resources/parity} of the plugin: one test each. The plugin and all others that a
 * fixture's model needs stand on the class path.
 */
public abstract class ParityTck {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "parity");

    private static Vertebra vertebra;

    /** For subclasses, which need no body. */
    protected ParityTck() {}

    @BeforeAll
    static void open() {
        vertebra = Vertebra.open();
        assertEquals(List.of(), vertebra.problems(), "plugins that were refused");
    }

    @AfterAll
    static void close() {
        vertebra.close();
    }

    @TestFactory
    final Stream<DynamicTest> outputsEqualTheReference() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(FIXTURES)) {
            files = found.sorted().toList();
        }
        assertFalse(files.isEmpty(), "a folder without fixtures proves nothing");
        return files.stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(FixtureReader.read(file))));
    }

    private static void check(Fixture fixture) {
        ParityReport report = vertebra.parity(fixture);
        assertEquals(report.expectedParameters(), report.parameters(), "trainable parameters");
        for (ParityReport.Row row : report.rows()) {
            assertTrue(row.passed(), () -> row.output() + " differs by " + row.error() + " of " + row.tolerance());
        }
    }
}
