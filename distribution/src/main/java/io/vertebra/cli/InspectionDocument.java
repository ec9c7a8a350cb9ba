package io.vertebra.cli;

import io.vertebra.core.checkpoint.Inspection;
import io.vertebra.core.checkpoint.Recognition;
import io.vertebra.core.weights.WeightsReport;
import java.util.List;
import java.util.Map;

/**
 * A weights file in JSON; the components are its keys.
 *
 * @param schema of the document
 * @param file as it was named
 * @param format of the file
 * @param sha256 of its content
 * @param parameters prefix of the keys under which the parameters stand
 * @param values of all parameters, running statistics included
 * @param metadata of whoever wrote the file
 * @param tensors in the order of the file
 * @param models of which something fits, the best first
 */
record InspectionDocument(
        String schema,
        String file,
        String format,
        String sha256,
        String parameters,
        long values,
        Map<String, String> metadata,
        List<Tensor> tensors,
        List<Model> models) {
    private static final int MOST_MODELS = 20;

    /** One tensor; its type has the name that safetensors gives it. */
    record Tensor(String key, List<Long> shape, String type) {}

    /**
     * A model and a dialect.
     *
     * @param complete whether the model loads from the file as it is
     * @param parameters of the model
     * @param used parameters that a tensor fills
     * @param constants parameters that the dialect knows without a tensor
     * @param missing parameters without a tensor
     * @param unexpected tensors without a parameter
     * @param otherShape tensors of another shape than their parameter
     * @param ignored tensors that are left out by rule
     */
    record Model(
            String name,
            String dialect,
            boolean complete,
            int parameters,
            int used,
            int constants,
            int missing,
            int unexpected,
            int otherShape,
            int ignored) {}

    static InspectionDocument of(Inspection inspection) {
        return new InspectionDocument(
                "vertebra-weights/1",
                inspection.file(),
                inspection.format(),
                inspection.sha256(),
                inspection.parameters(),
                inspection.values(),
                inspection.metadata(),
                inspection.tensors().entrySet().stream()
                        .map(tensor -> new Tensor(
                                tensor.getKey(),
                                tensor.getValue().shape(),
                                tensor.getValue().stored().name()))
                        .toList(),
                inspection.recognitions().stream()
                        .limit(MOST_MODELS)
                        .map(InspectionDocument::model)
                        .toList());
    }

    private static Model model(Recognition recognition) {
        WeightsReport report = recognition.report();
        return new Model(
                recognition.model(),
                recognition.rules().dialect().name(),
                recognition.complete(),
                recognition.parameters(),
                report.used(),
                report.constants(),
                report.missing().size(),
                report.unexpected().size(),
                report.mismatched().size(),
                report.ignored().stream().mapToInt(WeightsReport.Ignored::count).sum());
    }
}
