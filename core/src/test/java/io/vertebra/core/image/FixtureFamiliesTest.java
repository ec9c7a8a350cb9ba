package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No image fixture lies there unread: each belongs to what exactly one test runs. */
class FixtureFamiliesTest {
    /** Cases that tests ask for by name. */
    private static final List<String> ALONE = List.of("cv2-bgr", "rgb-to-gray", "horizontal-flip");

    @Test
    void eachFixtureBelongsToOneFamily() throws IOException {
        List<List<OpCase>> families = List.of(
                DecodeFixturesTest.png(),
                DecodeFixturesTest.gif(),
                DecodeFixturesTest.bmp(),
                DecodeFixturesTest.jpeg(),
                DecodeFixturesTest.orientation(),
                ResizeFixturesTest.bytes(),
                ResizeFixturesTest.floats(),
                ResizeFixturesTest.letterbox(),
                CropFixturesTest.affine(),
                CropFixturesTest.crop(),
                CropFixturesTest.classification(),
                ColourFixturesTest.adjust(),
                ColourFixturesTest.blur());
        List<String> claimed = new ArrayList<>(ALONE);
        for (List<OpCase> family : families) {
            assertThat(family).isNotEmpty();
            family.forEach(fixture -> claimed.add(fixture.id()));
        }
        Collections.sort(claimed);
        assertThat(claimed)
                .isEqualTo(ImageFixtures.ids().stream().sorted().toList())
                .hasSize(87);
    }
}
