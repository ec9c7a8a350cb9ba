package io.vertebra.tck.isolated;

import io.vertebra.tck.TckRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the process of a run is started: as this one was, with another main class. */
final class ChildCommand {
    private ChildCommand() {}

    static List<String> of(Path journal, Path scratch, TckRequest request) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // An agent such as a debugger or a coverage recorder is this process's own.
            if (!option.startsWith("-agentlib") && !option.startsWith("-javaagent")) {
                command.add(option);
            }
        }
        command.add("-XX:ErrorFile=" + crash(scratch));
        command.add("-XX:-CreateCoredumpOnCrash");
        // What it leaves there goes away with the scratch folder, however it ends.
        command.add("-Djava.io.tmpdir=" + scratch);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Child.class.getName());
        command.addAll(Child.arguments(journal, request));
        return command;
    }

    /** Where the JVM writes when it crashes. */
    static Path crash(Path scratch) {
        return scratch.resolve("crash.txt");
    }
}
