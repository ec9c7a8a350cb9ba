package io.vertebra.cli;

import io.vertebra.core.Vertebra;
import io.vertebra.core.checkpoint.Inspection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks into a weights file. */
@Command(
        name = "inspect",
        header = "Lists the tensors of a weights file and the models that it fits.",
        description = {
            "Reads safetensors, PyTorch checkpoints of both formats, and manifests (.json) of TensorFlow.js. Nothing that is"
                    + " in the file can run.",
            "Each model is tried in every dialect of keys; the best five are shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra weights inspect resnet50.pth", "  vertebra weights inspect model.safetensors --json"})
final class WeightsInspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A weights file; its content says what it is, not its name.")
    private Path file;

    @Option(names = "--json", description = "Prints one JSON document (vertebra-weights/1).")
    private boolean json;

    private final Root root;

    WeightsInspectCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (Vertebra vertebra = root.open()) {
            Inspection inspection = vertebra.checkpoints().inspect(file);
            if (json) {
                root.terminal().printJson(InspectionDocument.of(inspection));
            } else {
                root.terminal().print(InspectionText.lines(inspection));
            }
            return ExitCode.OK;
        }
    }
}
