package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.model.Dialect;
import io.vertebra.core.checkpoint.Inspection;
import io.vertebra.core.checkpoint.Recognition;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.StoredType;
import io.vertebra.core.weights.TensorInfo;
import io.vertebra.core.weights.WeightsReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InspectionTextTest {
    private static Inspection inspection(List<Recognition> recognitions) {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        tensors.put("state_dict/conv1.weight", new TensorInfo(List.of(64L, 3L, 7L, 7L), StoredType.F16));
        tensors.put("optimizer/0", new TensorInfo(List.of(), StoredType.F32));
        return new Inspection(
                "m.pth", "pytorch, zip", "00ff", "state_dict/", tensors, Map.of("author", "us\n"), recognitions);
    }

    private static Recognition recognition(String model, boolean complete) {
        WeightsReport report = new WeightsReport(
                159,
                1,
                0,
                List.of(new WeightsReport.Ignored("a", 50), new WeightsReport.Ignored("b", 3)),
                List.of(),
                complete ? List.of() : List.of("x"),
                List.of());
        return new Recognition(model, KeyRules.of(Dialect.TORCHVISION), 161, report);
    }

    @Test
    void theSummaryComesLast() {
        assertThat(InspectionText.lines(inspection(List.of(recognition("resnet50", true)))))
                .containsExactly(
                        "tensor                   shape          type",
                        "state_dict/conv1.weight  [64, 3, 7, 7]  F16",
                        "optimizer/0              []             F32",
                        "",
                        "file        m.pth",
                        "format      pytorch, zip",
                        "sha256      00ff",
                        "parameters  under state_dict/",
                        "tensors     2",
                        "values      9,408",
                        "metadata    author: us?",
                        "",
                        "fits      dialect       filled  missing  surplus  shape",
                        "resnet50  torchvision  160/161        0        0      0");
    }

    @Test
    void whatFitsOnlyInPartIsSaid() {
        List<String> lines = InspectionText.lines(inspection(List.of(recognition("resnet50", false))));
        assertThat(lines).last().isEqualTo("no model loads from it as it is");
        assertThat(InspectionText.lines(inspection(List.of()))).last().isEqualTo("fits no model that is installed");
    }

    @Test
    void partialWeightsAreToldWithTheirNames() {
        WeightsReport report = new WeightsReport(
                1,
                0,
                0,
                List.of(),
                List.of(new WeightsReport.Missing("head", "weight", "fc.weight")),
                List.of("a", "b", "c", "d", "e", "f", "g"),
                List.of(new WeightsReport.Mismatched("head", "bias", "fc.bias", List.of(2L), List.of(3L))));
        assertThat(PartialNotice.lines(report))
                .containsExactly(
                        "warning: 2 parameters with initial values: head.weight, head.bias",
                        "warning: 7 tensors of the file left out: a, b, c, d, e and 2 more");
        assertThat(PartialNotice.lines(new WeightsReport(1, 0, 0, List.of(), List.of(), List.of(), List.of())))
                .isEmpty();
    }
}
