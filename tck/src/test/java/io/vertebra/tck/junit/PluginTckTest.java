package io.vertebra.tck.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.tck.GivenPlugin;
import io.vertebra.tck.TckRequest;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.rule.Level;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

final class PluginTckTest {
    @TempDir
    static Path folder;

    /** Three rules that every kit has, and a kind of subject that the plugin does not give. */
    private abstract static class FewRules extends PluginTck {
        FewRules(Class<? extends VisionPlugin> provider) {
            super(provider);
        }

        @Override
        protected TckRequest request() {
            return super.request().including(List.of("BACKBONE-01", "BACKBONE-02", "BACKBONE-08", "TASK-*"));
        }
    }

    static final class Good extends FewRules {
        Good() throws Exception {
            super(GivenPlugin.good().provider(folder.resolve("good")));
        }
    }

    static final class WrongStride extends FewRules {
        WrongStride() throws Exception {
            super(GivenPlugin.good().declaringStride(8).provider(folder.resolve("stride")));
        }
    }

    static final class WrongDescriptor extends FewRules {
        WrongDescriptor() throws Exception {
            super(GivenPlugin.good().saying("backbone:other").provider(folder.resolve("descriptor")));
        }
    }

    private static Events tests(Class<?> author) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(author))
                .execute()
                .testEvents();
    }

    @Test
    void eachKeptRuleIsAPassedTest() {
        tests(Good.class)
                .assertStatistics(
                        counts -> counts.started(4).succeeded(4).failed(0).aborted(0));
    }

    @Test
    void aBrokenRuleFailsAndWhatItBlocksIsAborted() {
        Events tests = tests(WrongStride.class);
        tests.assertStatistics(
                counts -> counts.started(4).succeeded(1).failed(1).aborted(2));
        tests.failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                displayName("BACKBONE-01 Declared levels equal the real ones"),
                                finishedWithFailure(message(text -> text.contains("declares stride 8")
                                        && text.contains("\nwhy: ")
                                        && text.contains("\nfix: ")))));
        tests.aborted()
                .assertThatEvents()
                .haveExactly(2, event(abortedWithReason(message("untested: blocked by BACKBONE-01"))));
    }

    @Test
    void aPluginThatIsNotLoadedFails() {
        Events tests = tests(WrongDescriptor.class);
        tests.assertStatistics(counts -> counts.started(1).failed(1));
        tests.failed().assertThatEvents().haveExactly(1, event(displayName("loads")));
    }

    private static Finding finding(Level level, Status status) {
        Rule rule = RuleBook.standard().rules().stream()
                .filter(one -> one.level() == level)
                .findFirst()
                .orElseThrow();
        return new Finding(rule, rule.kinds().iterator().next(), "given", status, "a reason", false, 1);
    }

    @Test
    void onlyABrokenMustFails() {
        assertThatThrownBy(() -> PluginTck.judge(finding(Level.MUST, Status.FAIL)))
                .isInstanceOf(AssertionFailedError.class);
        for (Status status : List.of(Status.NOT_APPLICABLE, Status.PARTIAL, Status.UNTESTED)) {
            assertThatThrownBy(() -> PluginTck.judge(finding(Level.MUST, status)))
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("a reason");
        }
        assertThatThrownBy(() -> PluginTck.judge(finding(Level.SHOULD, Status.FAIL)))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("fail: a reason");
        PluginTck.judge(finding(Level.SHOULD, Status.PASS));
        assertThat(finding(Level.SHOULD, Status.PASS).rule().level()).isEqualTo(Level.SHOULD);
    }
}
