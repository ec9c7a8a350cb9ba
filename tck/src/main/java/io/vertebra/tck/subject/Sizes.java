package io.vertebra.tck.subject;

import io.vertebra.api.feature.InputRule;
import io.vertebra.api.geometry.ImageSize;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Image sizes that find mistakes: square, wide, odd, and the smallest that is allowed. */
final class Sizes {
    private static final List<ImageSize> WANTED =
            List.of(new ImageSize(64, 64), new ImageSize(96, 64), new ImageSize(97, 65), new ImageSize(47, 33));

    private static final List<ImageSize> LARGE =
            List.of(ImageSize.square(128), ImageSize.square(224), ImageSize.square(256), ImageSize.square(512));

    private Sizes() {}

    /** The sizes above whose levels the part takes, or else one of the large ones that networks are made for, or none. */
    static List<ImageSize> taken(OnLevels part) {
        InputRule rule = InputRule.atLeast(part.in().last().stride());
        List<ImageSize> usual = of(rule).stream().filter(part::takes).toList();
        return usual.isEmpty()
                ? LARGE.stream().map(rule::nearest).filter(part::takes).limit(1).toList()
                : usual;
    }

    /** The sizes that the rule accepts nearest to the wanted ones, the smallest area first. */
    static List<ImageSize> of(InputRule rule) {
        Stream<ImageSize> smallest = Stream.of(rule.nearest(ImageSize.square(rule.minimum())));
        return Stream.concat(smallest, WANTED.stream().map(rule::nearest))
                .distinct()
                .sorted(Comparator.comparingLong(size -> (long) size.width() * size.height()))
                .toList();
    }

    /** The side of a level: the image's divided by the stride, rounded up. */
    static int at(int side, int stride) {
        return (side + stride - 1) / stride;
    }
}
