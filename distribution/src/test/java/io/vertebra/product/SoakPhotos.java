package io.vertebra.product;

import io.vertebra.core.Request;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Image files of many sizes and formats, made from the samples, and some that are none. */
final class SoakPhotos {
    private static final Path SAMPLES = Path.of(System.getProperty("vertebra.home"), "samples");
    private static final List<String> FORMATS = List.of("png", "jpg", "gif", "bmp", "tif");

    /**
     * One file.
     *
     * @param content as it is sent
     * @param isPhoto whether it can be read
     */
    record Item(byte[] content, boolean isPhoto) {
        Request request() {
            return Request.of(content);
        }

        BufferedImage decoded() {
            try {
                return ImageIO.read(new ByteArrayInputStream(content));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        ServerSoakMain.End end() {
            return isPhoto ? ServerSoakMain.End.DONE : ServerSoakMain.End.BAD_IMAGE;
        }
    }

    private SoakPhotos() {}

    static List<Item> all() throws IOException {
        List<Item> items = new ArrayList<>();
        for (String name : List.of("astronaut.png", "chelsea.png", "coffee.png")) {
            byte[] content = Files.readAllBytes(SAMPLES.resolve(name));
            items.add(new Item(content, true));
            items.add(new Item(Arrays.copyOf(content, content.length / 3), false));
        }
        BufferedImage portrait = items.get(0).decoded();
        int[][] sizes = {{16, 16}, {64, 48}, {333, 777}, {640, 480}, {1, 900}, {1280, 960}};
        for (int i = 0; i < sizes.length; i++) {
            for (String format : FORMATS) {
                byte[] content = written(portrait, sizes[i][0], sizes[i][1], format);
                items.add(new Item(content, true));
            }
            items.add(new Item(("no image " + i).getBytes(StandardCharsets.US_ASCII), false));
        }
        for (String name : List.of("lossy.webp", "lossless.webp")) {
            byte[] content = resource(name);
            items.add(new Item(content, true));
            items.add(new Item(Arrays.copyOf(content, content.length / 2), false));
        }
        items.add(new Item(new byte[0], false));
        items.add(new Item(Arrays.copyOf(written(portrait, 800, 600, "jpg"), 400), false));
        return items;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SoakPhotos.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    /** The first one that can be read. */
    static Item good(List<Item> items) {
        return items.stream().filter(Item::isPhoto).findFirst().orElseThrow();
    }

    private static byte[] written(BufferedImage portrait, int width, int height, String format) throws IOException {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.drawImage(portrait, 0, 0, width, height, null);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(scaled, format, bytes)) {
            throw new IOException("no writer for " + format);
        }
        return bytes.toByteArray();
    }
}
