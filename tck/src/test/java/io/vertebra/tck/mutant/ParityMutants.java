package io.vertebra.tck.mutant;

import io.vertebra.tck.reference.PlainReference;
import io.vertebra.tck.reference.TestPlugin;
import io.vertebra.tck.subject.FixtureSubject;
import java.util.stream.Stream;

/** Fixtures with one thing wrong. */
final class ParityMutants {
    private ParityMutants() {}

    private static Mutant mutant(String rule, String name, String text, String message, String... collateral) {
        return Mutant.of(
                rule,
                name,
                () -> new FixtureSubject(TestPlugin.reference().open(), name + ".json", text),
                message,
                collateral);
    }

    static Stream<Mutant> all() {
        String right = PlainReference.fixture();
        return Stream.of(
                mutant(
                        "PARITY-01",
                        "OtherScale",
                        right.replaceFirst("(\"bn2.weight\",\\[8\\],0\\.8,0\\.3)", "\"bn2.weight\",[8],0.8,0.2"),
                        "0.output differs by"),
                mutant(
                        "PARITY-01",
                        "OtherShape",
                        right.replace("\"shape\":[1, 8, 4, 3]", "\"shape\":[1, 8, 3, 4]"),
                        "feature.c2 differs by Infinity"),
                mutant("PARITY-01", "UnknownKey", right.replace("fc.bias", "fc.offset"), "cannot be run"),
                mutant("PARITY-01", "NoFixture", "{}", "cannot be run"),
                mutant(
                        "PARITY-01",
                        "AllowsAnything",
                        right.replaceAll("\"float32Deviation\":[^,]*", "\"float32Deviation\":1000"),
                        "float32Deviation is from 0 to 0.001"),
                mutant(
                        "PARITY-01",
                        "NegativeMeasure",
                        right.replaceAll("\"absmax\":", "\"absmax\":-"),
                        "absmax is above zero"),
                mutant(
                        "PARITY-02",
                        "ForgottenLayer",
                        right.replaceFirst("\"parameters\":(\\d+)", "\"parameters\":1$1"),
                        "trainable values, the model has"),
                mutant("PARITY-03", "DeafOutput", PlainReference.deafFixture(), "[0.output] would be met"));
    }
}
