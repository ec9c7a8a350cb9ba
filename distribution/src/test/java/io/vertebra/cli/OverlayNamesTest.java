package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OverlayNamesTest {
    private static List<String> names(String... files) {
        return OverlayNames.of(Stream.of(files).map(Path::of).toList());
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
}
