package io.vertebra.core.checkpoint;

import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.options.Names;

/** A preprocessing as the value of a recipe's key {@code input}, on one line of JSON. */
final class InputText {
    private InputText() {}

    static String of(Preprocessing input) {
        boolean crop = input.fit() == Preprocessing.Fit.SHORTER_SIDE_CROP;
        return "{\"size\": [%d, %d], \"resize\": {\"fit\": \"%s\", %s\"kernel\": \"%s\"}, \"channels\": \"%s\", "
                        .formatted(
                                input.size().height(),
                                input.size().width(),
                                Names.kebab(input.fit().name()),
                                crop ? "\"to\": " + input.resizeTo() + ", " : "",
                                Names.kebab(input.kernel().name()),
                                Names.kebab(input.channels().name()))
                + "\"normalize\": {\"mean\": %s, \"std\": %s}}".formatted(input.mean(), input.std());
    }
}
