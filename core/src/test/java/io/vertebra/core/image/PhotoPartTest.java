package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.InputException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Preprocessing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhotoPartTest {
    private static final ImageSize INPUT = new ImageSize(20, 10);

    private final Preprocessor preprocessor = new Preprocessor();
    private final Photo photo = PreprocessorTest.pattern(40, 30);

    private static Preprocessing with(Preprocessing.Fit fit) {
        return new Preprocessing(
                INPUT,
                fit,
                fit == Preprocessing.Fit.SHORTER_SIDE_CROP ? 24 : 0,
                Preprocessing.Kernel.TORCHVISION_BILINEAR,
                Preprocessing.Channels.RGB,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
    }

    @Test
    void takesEveryPixelThatTheBoxTouches() {
        PhotoPart part = PhotoPart.of(photo, new Box(4.5f, 6, 12.1f, 9));
        assertThat(part.size()).isEqualTo(new ImageSize(9, 3));
        Photo cut = part.photo();
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 9; x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(cut.pixels()[3 * (9 * y + x) + c])
                            .isEqualTo(photo.pixels()[3 * (40 * (y + 6) + x + 4) + c]);
                }
            }
        }
        assertThat(PhotoPart.of(photo, new Box(-9, -9, 900, 900)).size()).isEqualTo(photo.size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Preprocessing.Fit.class,
            names = {"STRETCH", "PAD_END", "SHORTER_SIDE_CROP", "LETTERBOX", "CENTER_CROP"})
    void isPreparedAsAPhotoOfItsOwnAndLeadsBackToTheWhole(Preprocessing.Fit fit) {
        Box region = new Box(10, 5, 26, 29);
        Prepared part = preprocessor.prepare(photo, with(fit), region);
        Prepared own = preprocessor.prepare(PhotoPart.of(photo, region).photo(), with(fit));
        assertThat(part.data()).isEqualTo(own.data());
        assertThat(part.valid()).isEqualTo(own.transform().valid());
        ImageTransform back = part.transform();
        assertThat(back.original()).isEqualTo(photo.size());
        Point onPart = own.transform().toOriginal(new Point(3, 4));
        assertThat(back.toOriginal(new Point(3, 4)).x()).isCloseTo(onPart.x() + 10, within());
        assertThat(back.toOriginal(new Point(3, 4)).y()).isCloseTo(onPart.y() + 5, within());
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.data.Offset.offset(1e-4f);
    }

    @Test
    void aRegionOutsideIsRefused() {
        for (Box outside : new Box[] {new Box(40, 0, 50, 10), new Box(-9, -9, 0, 0), new Box(5, 5, 5, 9)}) {
            assertThatThrownBy(() -> PhotoPart.of(photo, outside)).isInstanceOf(InputException.class);
        }
        assertThatThrownBy(() -> PhotoPart.of(photo, new Box(40.5f, 0, 50, 10)))
                .hasMessage("the region shares pixels with the image [I-008]\n"
                        + "    received: 40.5,0,50,10 on " + photo.name() + ", 40x30\n"
                        + "    fix: left, top, right and bottom in pixels, such as 0,0,40,30");
    }
}
