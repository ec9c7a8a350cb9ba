package io.vertebra.tck.junit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.tck.TckRequest;
import io.vertebra.tck.TckSession;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.rule.Level;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The conformance kit as tests: a container for the plugin and for each thing that it provides, a test for each rule. The plugin,
 * and those that its recipes name parts of, stand on the class path.
 *
 * <pre>{@code
 * final class ConformanceTest extends PluginTck {
 *     ConformanceTest() {
 *         super(MyPlugin.class);
 *     }
 * }
 * }</pre>
 *
 * <p>A broken rule of level must is a failed test. A rule that does not apply, is untested or was checked in part, and a broken
 * one of level should, is an aborted test with the reason. What only a packaged JAR shows is left to {@code vertebra tck run}.
 */
public abstract class PluginTck {
    private final Class<? extends VisionPlugin> provider;

    /**
     * For subclasses.
     *
     * @param provider the class that the plugin's service file names
     */
    protected PluginTck(Class<? extends VisionPlugin> provider) {
        this.provider = provider;
    }

    /** What is run: all rules, on the CPU. Override it for some rules or another device. */
    protected TckRequest request() {
        return TckRequest.onClassPath(provider);
    }

    @TestFactory
    final Stream<DynamicNode> conforms() {
        TckSession session = TckSession.open(request());
        try {
            Stream<DynamicNode> loading = Stream.of(DynamicTest.dynamicTest("loads", () -> loads(session.obstacles())));
            Stream<DynamicNode> parts = session.parts().stream().map(PluginTck::container);
            // JUnit closes the stream after the last test.
            return Stream.concat(loading, parts).onClose(session::close);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private static void loads(List<String> obstacles) {
        if (!obstacles.isEmpty()) {
            fail(String.join("\n", obstacles));
        }
    }

    private static DynamicContainer container(TckSession.Part part) {
        return DynamicContainer.dynamicContainer(
                part.subject().label(),
                part.rules().stream()
                        .map(rule ->
                                DynamicTest.dynamicTest(rule.id() + " " + rule.title(), () -> judge(part.ask(rule)))));
    }

    static void judge(Finding finding) {
        if (finding.status() == Status.FAIL && finding.rule().level() == Level.MUST) {
            fail(finding + "\nwhy: " + finding.rule().why() + "\nfix: "
                    + finding.rule().fix());
        } else if (finding.status() != Status.PASS) {
            abort(finding.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + finding.detail());
        }
    }
}
