package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.model.Dialect;
import io.vertebra.core.Vertebra;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.checkpoint.Recognition;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.StoredType;
import io.vertebra.core.weights.WeightsReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts a weights file. */
@Command(
        name = "convert",
        header = "Writes a weights file as safetensors under Vertebra's own names.",
        description = {
            "The new file says in its metadata which model, source, licence and preprocessing it has. A recipe uses it with"
                    + " weights: {from: FILE}.",
            "The file must fit the model as a whole; otherwise nothing is written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vertebra weights convert resnet50.pth --model resnet50 -o r50.safetensors",
            "  vertebra weights convert net.pth --model my.yaml -o net.safetensors --half"
        })
final class WeightsConvertCommand implements Callable<Integer> {
    private static final String ENDING = ".safetensors";

    @Parameters(paramLabel = "FILE", description = "A weights file.")
    private Path file;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "Name of the model that it belongs to, or a recipe file.")
    private String model;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "OUT",
            description = "The file to write, ending in " + ENDING + "; one of that name is replaced.")
    private Path out;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "The project whose names the file uses, such as torchvision; found out when it is left out.")
    private @Nullable String dialect;

    @Option(names = "--half", description = "Stores half-precision values (F16).")
    private boolean half;

    @Option(
            names = "--licence",
            paramLabel = "ID",
            description = "SPDX id of the values' licence; known for files that a plugin brings.")
    private @Nullable String licence;

    private final Root root;

    WeightsConvertCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (!out.toString().endsWith(ENDING)) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "the converted file ends in " + ENDING)
                    .received(out)
                    .fix(out + ENDING));
        }
        try (Vertebra vertebra = root.open()) {
            Recognition reading = vertebra.checkpoints()
                    .convert(
                            file,
                            vertebra.recipe(model),
                            dialect == null ? null : rules(vertebra, dialect),
                            out,
                            half ? StoredType.F16 : StoredType.F32,
                            licence);
            root.terminal()
                    .out()
                    .println(out + ": " + Words.count(reading.parameters(), "tensor") + " of " + reading.model()
                            + ", read as " + reading.rules().dialect().name());
            for (WeightsReport.Ignored ignored : reading.report().ignored()) {
                root.terminal()
                        .out()
                        .println("left out: " + Words.count(ignored.count(), "tensor") + ": " + ignored.reason());
            }
            return ExitCode.OK;
        }
    }

    private static KeyRules rules(Vertebra vertebra, String name) {
        List<String> names =
                vertebra.checkpoints().dialects().stream().map(Dialect::name).toList();
        if (!names.contains(name)) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "no such dialect is known")
                    .received(name)
                    .fix(NearNames.suggest(name, names)));
        }
        return KeyRules.of(new Dialect(name));
    }
}
