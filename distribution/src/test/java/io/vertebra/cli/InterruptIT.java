package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of a folder. */
@EnabledOnOs(OS.LINUX)
final class InterruptIT {
    private static final int PHOTOS = 200;
    /** Of the mask of ignored signals. */
    private static final int SIGINT_BIT = 1 << (2 - 1);

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    @Test
    void onlyWholeFilesStay() throws Exception {
        Path photos = Files.createDirectory(scratch.resolve("photos"));
        Path files = Files.createDirectory(scratch.resolve("files"));
        Path astronaut = photos.resolve("000.png");
        Files.copy(Product.ASTRONAUT, astronaut);
        for (int i = 1; i < PHOTOS; i++) {
            Files.createLink(photos.resolve(String.format("%03d.png", i)), astronaut);
        }
        // A process that was started in the background may have to ignore SIGINT, and its children with it.
        boolean ignored = isInterruptIgnored();
        Product product = new Product(folder, scratch);
        Process process;
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            process = product.start(
                    "predict",
                    "face-detector",
                    photos.toString(),
                    "--out",
                    folder.toString(),
                    "--jsonl",
                    files.resolve("lines.jsonl").toString(),
                    "--coco",
                    files.resolve("coco.json").toString(),
                    "--csv",
                    files.resolve("rows.csv").toString());
            awaitOverlays(changes, 3);
            new ProcessBuilder("kill", ignored ? "-TERM" : "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        Product.Run run = product.result(process);
        assertThat(run.exitCode()).isEqualTo(ignored ? 143 : 130);
        assertThat(run.out()).isEmpty();
        List<String> overlays = product.files();
        assertThat(overlays).hasSizeBetween(3, PHOTOS - 1);
        for (int i = 0; i < overlays.size(); i++) {
            assertThat(overlays.get(i)).isEqualTo(String.format("%03d.overlay.png", i));
            BufferedImage overlay = ImageIO.read(folder.resolve(overlays.get(i)).toFile());
            assertThat(overlay.getWidth()).isEqualTo(512);
        }
        assertOnlyWholeLines(files, overlays.size());
    }

    /** What is written at the end is not there; of the lines at most the last one's picture was written before it. */
    private static void assertOnlyWholeLines(Path files, int pictures) throws IOException {
        assertThat(files).isDirectoryNotContaining(file -> !file.endsWith("lines.jsonl"));
        String text = Files.readString(files.resolve("lines.jsonl"));
        assertThat(text).endsWith("}\n");
        List<String> lines = text.lines().toList();
        assertThat(lines).hasSizeBetween(pictures - 1, pictures);
        for (String line : lines) {
            assertThat(JsonParser.parseString(line)
                            .getAsJsonObject()
                            .get("detections")
                            .getAsJsonArray())
                    .hasSize(1);
        }
    }

    private static boolean isInterruptIgnored() throws IOException {
        String mask = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring("SigIgn:".length())
                .strip();
        return (Long.parseUnsignedLong(mask, 16) & SIGINT_BIT) != 0;
    }

    private static void awaitOverlays(WatchService changes, int number) throws InterruptedException {
        int seen = 0;
        while (seen < number) {
            WatchKey key = changes.poll(60, TimeUnit.SECONDS);
            assertThat(key).as("an overlay within a minute").isNotNull();
            for (WatchEvent<?> event : key.pollEvents()) {
                seen += event.context().toString().endsWith("overlay.png") ? 1 : 0;
            }
            key.reset();
        }
    }
}
