package io.vertebra.tck.report;

import io.vertebra.tck.rule.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run found.
 *
 * @param header what was run, and on what
 * @param findings in the order in which they were made
 * @param obstacles why the plugin could not be loaded, each a text for people; empty when it was
 */
public record TckReport(Header header, List<Finding> findings, List<String> obstacles) {
    /**
     * What was run, and on what.
     *
     * @param plugin id of the plugin
     * @param version of the plugin
     * @param sha256 of its JAR; empty for a folder of classes
     * @param kit version of the kit, which is that of the API
     * @param engine name and version
     * @param java version of the runtime
     * @param system operating system and processor
     * @param device that arrays lived on
     * @param seed of the values that were made up
     * @param killMatrix SHA-256 of the proof that this build of the kit can fail; empty when the build did not run it
     */
    public record Header(
            String plugin,
            String version,
            String sha256,
            String kit,
            String engine,
            String java,
            String system,
            String device,
            long seed,
            String killMatrix) {}

    public TckReport {
        findings = List.copyOf(findings);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * Whether the plugin was loaded and no rule of level must is broken; what a failure kept from being asked comes with that
     * failure.
     */
    public boolean conformant() {
        return obstacles.isEmpty() && findings.stream().noneMatch(TckReport::prevents);
    }

    /** The broken rules of level must. */
    public List<Finding> failures() {
        return findings.stream().filter(TckReport::prevents).toList();
    }

    /** Whether a finding says no more than the obstacles: the rule of loading is broken by what kept the plugin from it. */
    public boolean repeatsObstacles(Finding finding) {
        return !obstacles.isEmpty() && finding.detail().equals(Finding.oneLine(obstacles));
    }

    private static boolean prevents(Finding finding) {
        boolean must = finding.rule().level() == Level.MUST;
        return must && finding.status() == Status.FAIL;
    }

    /** How many findings have each status. */
    public Map<Status, Long> counts() {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(
                    status,
                    findings.stream()
                            .filter(finding -> finding.status() == status)
                            .count());
        }
        return counts;
    }
}
