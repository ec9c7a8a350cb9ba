package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PictureNamesTest {
    private static List<String> names(String... files) {
        List<Path> paths = Stream.of(files).map(Path::of).toList();
        Map<Path, String> names = PictureNames.of(paths, PictureNames.OVERLAY);
        return paths.stream().map(names::get).toList();
    }

    @Test
    void theExtensionGivesWay() {
        assertThat(names("a/photo.jpg", "b.c.png", "noextension", ".png"))
                .containsExactly("photo.overlay.png", "b.c.overlay.png", "noextension.overlay.png", ".png.overlay.png");
    }

    @Test
    void equalNamesAreNumbered() {
        assertThat(names("a/x.jpg", "b/X.jpg", "x.png", "x-2.jpg"))
                .containsExactly("x.overlay.png", "X-2.overlay.png", "x-3.overlay.png", "x-2-2.overlay.png");
    }

    @Test
    void whatAnEarlierRunWroteIsKnown() {
        assertThat(Stream.of("x.overlay.png", "x.mask.png", "mask.png", "x.png").filter(PictureNames::isWritten))
                .containsExactly("x.overlay.png", "x.mask.png");
    }
}
