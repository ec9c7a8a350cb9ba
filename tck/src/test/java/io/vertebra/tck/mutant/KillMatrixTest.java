package io.vertebra.tck.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.tck.check.Bench;
import io.vertebra.tck.check.Families;
import io.vertebra.tck.engine.Deadline;
import io.vertebra.tck.engine.RuleEngine;
import io.vertebra.tck.reference.OddAttention;
import io.vertebra.tck.reference.OddBackbone;
import io.vertebra.tck.reference.OddHead;
import io.vertebra.tck.reference.OddNeck;
import io.vertebra.tck.reference.OddTask;
import io.vertebra.tck.reference.PlainReference;
import io.vertebra.tck.reference.ReferenceAttention;
import io.vertebra.tck.reference.ReferenceBackbone;
import io.vertebra.tck.reference.ReferenceHead;
import io.vertebra.tck.reference.ReferenceNeck;
import io.vertebra.tck.reference.ReferenceTask;
import io.vertebra.tck.reference.TestPlugin;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.AttentionSubject;
import io.vertebra.tck.subject.BackboneSubject;
import io.vertebra.tck.subject.FixtureSubject;
import io.vertebra.tck.subject.HeadSubject;
import io.vertebra.tck.subject.Kind;
import io.vertebra.tck.subject.NeckSubject;
import io.vertebra.tck.subject.RecipeSubject;
import io.vertebra.tck.subject.Subject;
import io.vertebra.tck.subject.TaskSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mutant is found by its own rule and by no other that its collateral does not list; what is sound raises no alarm. */
final class KillMatrixTest {
    private static final RuleBook BOOK = RuleBook.standard();
    private static final RuleEngine ENGINE =
            new RuleEngine(BOOK, Families.standard(), Bench.cpu(), Deadline.standard());
    private static final Map<String, String> MATRIX = new ConcurrentHashMap<>();

    static Stream<Mutant> mutants() {
        return Stream.of(
                        PackageMutants.all(),
                        ComponentMutants.all(),
                        BackboneMutants.all(),
                        BlockMutants.all(),
                        NeckMutants.all(),
                        HeadMutants.all(),
                        AttentionMutants.all(),
                        TaskMutants.all(),
                        RecipeMutants.all(),
                        ParityMutants.all())
                .flatMap(mutants -> mutants);
    }

    static Stream<Subject> sound() {
        return Stream.of(
                BackboneSubject.tiny(new ReferenceBackbone()),
                BackboneSubject.tiny(new OddBackbone()),
                AttentionSubject.tiny(new ReferenceAttention()),
                AttentionSubject.tiny(new OddAttention()),
                NeckSubject.tiny(new ReferenceNeck()),
                NeckSubject.tiny(new OddNeck()),
                HeadSubject.tiny(new ReferenceHead()),
                HeadSubject.tiny(new OddHead()),
                PluginJar.sample().subject(),
                PackageMutants.odd().subject(),
                PluginJar.giving("nothing", "").subject(),
                new TaskSubject<>(new ReferenceTask(), new ReferenceTask().tiny()),
                new TaskSubject<>(new OddTask(), new OddTask().tiny()),
                new RecipeSubject(TestPlugin.reference().open(), "reference-classifier"),
                new RecipeSubject(TestPlugin.reference().open(), "odd-recipe"),
                new FixtureSubject(
                        TestPlugin.reference().open(), "reference-classifier.json", PlainReference.fixture()));
    }

    @AfterAll
    static void writeMatrix() throws IOException {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(MATRIX).forEach((mutant, found) -> lines.add(String.format("%-45s %s", mutant, found)));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "kill-matrix.txt"), lines);
    }

    /** One rule by itself, so that a blocking one does not hide the others. */
    private static Finding ask(Subject subject, Rule rule) {
        return ENGINE.run(subject, rule::equals).get(0);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void itsOwnRuleFindsTheMutant(Mutant mutant) {
        Subject subject = mutant.subject().get();
        Finding own = ask(subject, BOOK.find(mutant.rule()).orElseThrow());
        assertThat(own.status()).as(own.toString()).isEqualTo(Status.FAIL);
        assertThat(own.detail()).contains(mutant.message());
        assertThat(own.crashed()).as(own.toString()).isFalse();
        MATRIX.merge(mutant.toString(), "killed: " + own.detail(), (slow, quick) -> slow);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    @Tag("slow")
    void noOtherRuleFindsTheMutant(Mutant mutant) {
        List<String> found = new ArrayList<>();
        for (Rule rule : BOOK.of(mutant.subject().get().kind())) {
            Finding finding = ask(mutant.subject().get(), rule);
            if (finding.status() == Status.FAIL && !rule.id().equals(mutant.rule())) {
                found.add(rule.id());
            }
        }
        assertThat(found).as("alarms beside " + mutant).isSubsetOf(mutant.collateral());
    }

    @ParameterizedTest
    @MethodSource("sound")
    void whatIsSoundRaisesNoAlarm(Subject subject) {
        List<Finding> findings = ENGINE.run(subject);
        assertThat(findings)
                .noneMatch(finding -> finding.status() == Status.FAIL
                        || finding.status() == Status.PARTIAL
                        || finding.status() == Status.UNTESTED && finding.rule().untested() == null);
    }

    @Test
    void everyRuleHasAMutantAndEveryMutantARule() {
        Set<String> killed = mutants().map(Mutant::rule).collect(Collectors.toSet());
        Set<String> tested = BOOK.rules().stream()
                .filter(rule -> rule.untested() == null)
                .map(Rule::id)
                .collect(Collectors.toSet());
        assertThat(killed).isEqualTo(tested);
    }

    /** What a rule finds in a backbone it need not find in a head. */
    @Test
    void everyRuleHasAMutantOfEachKindThatItIsAskedOf() {
        Map<String, Set<Kind>> killed = mutants()
                .collect(Collectors.groupingBy(
                        Mutant::rule,
                        Collectors.mapping(mutant -> mutant.subject().get().kind(), Collectors.toSet())));
        assertThat(BOOK.rules())
                .filteredOn(rule -> rule.untested() == null)
                .allSatisfy(
                        rule -> assertThat(killed.get(rule.id())).as(rule.id()).containsAll(rule.kinds()));
    }

    /** Reports name the matrix that the kit was proven with; each of its lines is a test of its own above. */
    @Test
    void theKitCarriesItsMatrix() throws IOException {
        List<String> proven =
                mutants().map(Mutant::toString).distinct().sorted().toList();
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "kill-matrix-resource.txt"), proven);
        Path committed = Path.of("src", "main", "resources", "io", "vertebra", "tck", "kill-matrix.txt");
        assertThat(Files.readAllLines(committed))
                .as("copy tck/target/kill-matrix-resource.txt over " + committed)
                .isEqualTo(proven);
    }
}
