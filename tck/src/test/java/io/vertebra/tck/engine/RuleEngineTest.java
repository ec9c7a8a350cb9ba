package io.vertebra.tck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.tck.check.Bench;
import io.vertebra.tck.check.Broken;
import io.vertebra.tck.check.Check;
import io.vertebra.tck.check.Family;
import io.vertebra.tck.check.Verdict;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.Kind;
import io.vertebra.tck.subject.Subject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class RuleEngineTest {
    private record Neck(String id) implements Subject {
        @Override
        public Kind kind() {
            return Kind.NECK;
        }
    }

    /** Answers for the necks' rules; all others pass. */
    private record Answers(Map<String, Check<Neck>> special) implements Family<Neck> {
        @Override
        public Class<Neck> subject() {
            return Neck.class;
        }

        @Override
        public Map<String, Check<Neck>> checks() {
            Map<String, Check<Neck>> all = new HashMap<>();
            RuleBook.standard().of(Kind.NECK).forEach(rule -> all.put(rule.id(), (neck, bench) -> Verdict.pass()));
            all.putAll(special);
            return all;
        }
    }

    private static List<Finding> run(Map<String, Check<Neck>> special, Duration limit) {
        return new RuleEngine(RuleBook.standard(), List.of(new Answers(special)), Bench.cpu(), new Deadline(limit))
                .run(new Neck("fpn"));
    }

    private static Finding of(List<Finding> findings, String rule) {
        return findings.stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyRuleOfTheKindIsAskedInOrder() {
        List<Finding> findings = run(Map.of(), Duration.ofSeconds(20));
        assertThat(findings)
                .extracting(finding -> finding.rule().id())
                .startsWith("BACKBONE-02", "BACKBONE-03")
                .endsWith("NECK-03", "NECK-04");
        assertThat(findings).allMatch(finding -> finding.status() == Status.PASS);
    }

    @Test
    void whatBreaksABlockingRuleIsNotAskedTheRest() {
        List<Finding> findings =
                run(Map.of("BACKBONE-03", (neck, bench) -> Verdict.fail("9 instead of 17")), Duration.ofSeconds(20));
        assertThat(of(findings, "BACKBONE-02").status()).isEqualTo(Status.PASS);
        assertThat(of(findings, "BACKBONE-03")).hasToString("BACKBONE-03 on neck fpn: FAIL, 9 instead of 17");
        assertThat(of(findings, "NECK-03")).hasToString("NECK-03 on neck fpn: UNTESTED, blocked by BACKBONE-03");
    }

    @Test
    void aBrokenRuleFailsAndAnotherExceptionCrashes() {
        List<Finding> findings = run(
                Map.of(
                        "NECK-03",
                        (neck, bench) -> {
                            throw new Broken("c5 is not used");
                        },
                        "NECK-04",
                        (neck, bench) -> {
                            throw new NullPointerException("x");
                        }),
                Duration.ofSeconds(20));
        assertThat(of(findings, "NECK-03").detail()).isEqualTo("c5 is not used");
        assertThat(of(findings, "NECK-03").crashed()).isFalse();
        assertThat(of(findings, "NECK-04").detail()).isEqualTo("ended by java.lang.NullPointerException: x");
        assertThat(of(findings, "NECK-04").crashed()).isTrue();
    }

    @Test
    void aCheckThatHangsIsGivenUpAndTheRestGoesOn() {
        List<Finding> findings = run(
                Map.of("NECK-02", (neck, bench) -> {
                    new CountDownLatch(1).await();
                    return Verdict.pass();
                }),
                Duration.ofMillis(200));
        assertThat(of(findings, "NECK-02").status()).isEqualTo(Status.FAIL);
        assertThat(of(findings, "NECK-02").detail()).startsWith("did not end within");
        assertThat(of(findings, "NECK-04").status()).isEqualTo(Status.PASS);
    }
}
