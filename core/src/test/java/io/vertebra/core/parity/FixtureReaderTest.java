package io.vertebra.core.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.Dialect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FixtureReaderTest {
    private static final String GOOD = """
            {"format": "vertebra-parity/1", "id": "tiny", "dialect": "timm", "seed": 3, "parameters": 12,
             "model": {"model": "resnet18", "set": {"head.classes": 2, "backbone.aux": false, "x": [1.5, "a"]}},
             "input": {"offset": 0.5, "scale": 2.0},
             "state": [["fc.weight", [2, 4], 0.0, 0.25]],
             "cases": [{"inputs": [{"name": "image", "shape": [1, 3, 8, 8], "kind": "image"}],
                        "outputs": {"output": {"shape": [1, 2], "mean": 0.5, "std": 1, "absmax": 2.0,
                                               "float32Deviation": 1e-7, "samples": [[0, -1.0], [1, 2.0]]}}}]}
            """;

    @Test
    void everyMemberIsRead() {
        Fixture fixture = FixtureReader.read("tiny.json", GOOD);
        Fixture.Model model = (Fixture.Model) fixture.subject();
        assertThat(model.name()).isEqualTo("resnet18");
        assertThat(fixture.dialect()).isEqualTo(Dialect.TIMM);
        assertThat(model.overrides())
                .isEqualTo(Map.of("head.classes", 2L, "backbone.aux", false, "x", List.of(1.5, "a")));
        assertThat(fixture.state()).containsExactly(new Fixture.Tensor("fc.weight", List.of(2L, 4L), 0, 0.25));
        assertThat(fixture.cases().get(0).outputs().get("output").samples())
                .containsExactly(new Fixture.Sample(0, -1), new Fixture.Sample(1, 2));
    }

    @Test
    void whatIsNoFixtureIsRefusedWithAReason() {
        refused("{", "the fixture is not of the form vertebra-parity/1 [M-003]");
        refused("[]", "the fixture is not of the form vertebra-parity/1 [M-003]");
        refused(GOOD.replace("vertebra-parity/1", "vertebra-op/1"), "received: vertebra-op/1");
        refused(GOOD.replace("\"seed\": 3,", ""), "received: a member 'seed' is missing");
        refused(GOOD.replace("\"seed\": 3", "\"seed\": \"three\""), "the fixture is not of the form");
        refused(GOOD.replace("[0, -1.0]", "[0]"), "the fixture is not of the form");
    }

    @Test
    void aPartIsReadWithWhatGoesIn() {
        assertThat(
                        part(
                                "{\"part\": \"neck\", \"type\": \"fpn\", \"in\": {\"c3\": 512, \"c4\": 8}, \"options\": {\"a\": [1]}}"))
                .isEqualTo(new Fixture.Part(
                        Fixture.Role.NECK, "fpn", Map.of("c3", 512, "c4", 8), null, Map.of("a", List.of(1L))));
        assertThat(part("{\"part\": \"attention\", \"type\": \"se\", \"channels\": 256, \"options\": {}}"))
                .isEqualTo(new Fixture.Part(Fixture.Role.ATTENTION, "se", Map.of(), 256, Map.of()));
        assertThat(part("{\"part\": \"backbone\", \"type\": \"vgg\", \"options\": {}}"))
                .isEqualTo(new Fixture.Part(Fixture.Role.BACKBONE, "vgg", Map.of(), null, Map.of()));
    }

    private static Fixture.Subject part(String model) {
        return FixtureReader.read("tiny.json", withModel(model)).subject();
    }

    private static String withModel(String model) {
        return GOOD.replaceFirst("\"model\": .*\n", "\"model\": " + model + ",\n");
    }

    @Test
    void aPartThatCannotBeBuiltIsRefusedWithAReason() {
        refused(withModel("{}"), "a fixture says to build either a model or a part");
        refused(withModel("{\"part\": \"neck\", \"model\": \"fpn\"}"), "either a model or a part");
        refused(withModel("{\"part\": \"tail\"}"), "a part is one of backbone, neck, attention, not tail");
        refused(withModel("{\"part\": \"neck\", \"options\": {}}"), "a member 'type' is missing");
        refused(withModel("{\"part\": \"neck\", \"type\": \"fpn\", \"options\": {}}"), "a member 'in' is missing");
        refused(
                withModel("{\"part\": \"neck\", \"type\": \"fpn\", \"in\": {}, \"options\": {}}"),
                "a neck has a level that goes in");
        refused(
                withModel("{\"part\": \"neck\", \"type\": \"fpn\", \"in\": {\"c3\": 0}, \"options\": {}}"),
                "channels are 1 or more");
        refused(
                withModel("{\"part\": \"attention\", \"type\": \"se\", \"options\": {}}"),
                "a member 'channels' is missing");
        refused(
                withModel("{\"part\": \"attention\", \"type\": \"se\", \"channels\": \"all\", \"options\": {}}"),
                "the fixture is not of the form");
        refused(
                withModel("{\"part\": \"backbone\", \"type\": \"vgg\", \"options\": {}, \"set\": {}}"),
                "what is built has no member 'set'");
    }

    @Test
    void aFixtureThatWouldProveLessThanItSeemsIsRefused() {
        refused(GOOD.replaceFirst("(?s)\"cases\".*", "\"cases\": []}"), "received: a fixture has a case");
        refused(GOOD.replaceFirst("(?s)\\{\"output\":.*", "{}}]}"), "received: a case has an output");
        refused(GOOD.replace("[[0, -1.0], [1, 2.0]]", "[]"), "received: an output has samples");
        refused(GOOD.replace("[1, 2.0]", "[2, 2.0]"), "received: a sample lies in its output");
        refused(
                GOOD.replace("\"kind\": \"image\"", "\"kind\": \"photo\""),
                "received: an input is of one of the kinds");
        refused(GOOD.replace("1e-7", "0.5"), "received: float32Deviation is from 0 to 0.001");
        refused(GOOD.replace("1e-7", "-1"), "received: float32Deviation is from 0 to 0.001");
        refused(GOOD.replace("1e-7", "\"NaN\""), "received: float32Deviation is from 0 to 0.001");
        refused(GOOD.replaceFirst("\"absmax\": ", "\"absmax\": -"), "received: absmax is above zero");
        refused(GOOD.replace("[1, 3, 8, 8]", "[1, 3]"), "received: an image has four axes");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> FixtureReader.read("tiny.json", text))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("tiny.json: ")
                .hasMessageContaining(message);
    }
}
