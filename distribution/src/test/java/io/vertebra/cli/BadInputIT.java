package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who gives something that cannot be used. */
@DisabledOnOs(OS.WINDOWS)
final class BadInputIT {
    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;

    @BeforeEach
    void open() throws IOException {
        product = new Product(folder, scratch);
    }

    @Test
    void badImagesAreReportedOneByOneAndTheOthersAreLookedAt() throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        BufferedImage astronaut = ImageIO.read(Product.ASTRONAUT.toFile());
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        assertThat(ImageIO.write(rgb(astronaut), "jpg", jpeg)).isTrue();
        Files.write(photos.resolve("cut.jpg"), Arrays.copyOf(jpeg.toByteArray(), jpeg.size() / 2));
        Files.createFile(photos.resolve("empty.jpg"));
        Files.write(photos.resolve("huge.png"), pngHeader(20000, 20000));
        Files.write(photos.resolve("whole.jpeg"), jpeg.toByteArray());
        Files.writeString(photos.resolve("text.jpg"), "no picture");
        BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        assertThat(ImageIO.write(pixel, "png", photos.resolve("pixel.png").toFile()))
                .isTrue();

        Product.Run run = product.run("predict", "face-detector", "photos", "photos/gone.jpg");

        assertThat(run.exitCode()).isEqualTo(3);
        // The JPEG is made by the JDK at hand, so its last digits are not those of the PNG.
        assertThat(run.out())
                .matches("file +name +score +box\n"
                        + "photos/pixel.png +-\n"
                        + "photos/whole.jpeg +face +0\\.9\\d\\d +18\\d 7\\d 26\\d 17\\d\n");
        assertThat(run.err()).isEqualTo("""
                        photos/cut.jpg: the image must be whole [I-004]
                            received: %d bytes of a JPEG that goes on
                            fix: copy or download it again, or open it in an image program and save it anew
                        photos/empty.jpg: the image must not be empty [I-002]
                            received: 0 bytes
                            fix: copy or download it again
                        photos/huge.png: an image must have at most 100 megapixels [I-005]
                            received: 20000x20000, 400 megapixels
                            fix: make it smaller; a Java program may give PhotoReader a higher limit
                        photos/text.jpg: an image must be JPEG, PNG, GIF, BMP, WebP or TIFF by its content, whatever its name [I-003]
                            received: text that starts with "no picture"
                            fix: convert it to JPEG or PNG
                        photos/gone.jpg: the image file must exist [I-001]
                            received: no such file
                            fix: check the path
                        """.formatted(jpeg.size() / 2));
    }

    @Test
    void anImageWithoutRoomInMemoryDoesNotStopTheOthers() throws Exception {
        BufferedImage wide = new BufferedImage(9000, 9000, BufferedImage.TYPE_BYTE_BINARY);
        assertThat(ImageIO.write(wide, "png", folder.resolve("wide.png").toFile()))
                .isTrue();

        Product.Run run = product.with("-Xmx128m")
                .run("predict", "face-detector", "wide.png", Product.ASTRONAUT.toString(), "--json");

        assertThat(run.err())
                .startsWith("wide.png: an image must fit into the memory of the Java VM, decoded [I-005]\n")
                .contains("VERTEBRA_OPTS=-Xmx4g");
        assertThat(run.out()).contains("\"score\":0.96");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    private static BufferedImage rgb(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        copy.getGraphics().drawImage(image, 0, 0, null);
        return copy;
    }

    /** Signature and header chunk of a PNG, and nothing after them. */
    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        chunk.putInt(width).putInt(height).put((byte) 8).put((byte) 2);
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        out.writeInt(chunk.capacity() - 4);
        out.write(chunk.array());
        out.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }

    @Test
    void aFolderWithoutImages() throws Exception {
        Files.createDirectory(folder.resolve("photos"));
        assertRefused(3, """
                photos: there is no image here [I-006]
                    received: no file that ends in .jpg, .jpeg, .png, .gif, .bmp, .webp, .tif or .tiff
                    fix: name an image, a folder with images right in it, or a pattern in quotes such as 'photos/*.jpg'
                """, "predict", "face-detector", "photos", "--out", "out");
    }

    @Test
    void anUnknownModel() throws Exception {
        assertRefused(2, """
                no plugin provides a model of this name [U-002]
                    received: face-detektor
                    fix: did you mean face-detector?
                """, "predict", "face-detektor", Product.ASTRONAUT.toString(), "--out", "out");
    }

    @Test
    void aRecipeWithFiveMistakes() throws Exception {
        Files.writeString(folder.resolve("five.yaml"), """
                recipe: 1
                name: five-mistakes
                task: detektion
                input: {size: [0, 224]}
                backbone: {type: resnet50, depht: 3}
                head: {type: linear, classes: many}
                labels: [a, b]
                weight: none
                """);
        String problems = """
                five.yaml:3:7: task: no plugin provides this task [R-106]
                    received: detektion
                    fix: did you mean detection?
                five.yaml:4:16: input.size.0: this element takes a whole number from 1 to 16384 [R-105]
                    received: 0
                    fix: 1
                five.yaml:5:28: backbone.depht: resnet50 has no such option [R-101]
                    received: depht
                    fix: did you mean depth?
                five.yaml:6:31: head.classes: classes takes a whole number from 1 to 1000000 [R-104]
                    received: many
                    fix: classes: 1000
                five.yaml:8:1: weight: this key does not exist here [R-101]
                    received: weight
                    fix: did you mean weights?
                """;
        assertRefused(3, problems, "predict", "five.yaml", Product.ASTRONAUT.toString(), "--out", "out");
        Product.Run check = product.run("recipe", "check", "five.yaml");
        assertThat(check.out()).isEqualTo(problems + "five.yaml: 5 problems\n");
        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isEqualTo(1);
    }

    @Test
    void aWeightsFileThatIsCutInHalf() throws Exception {
        byte[] header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[100],\"data_offsets\":[0,400]}}"
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer half = ByteBuffer.allocate(8 + header.length + 200).order(ByteOrder.LITTLE_ENDIAN);
        Path weights = Files.write(
                folder.resolve("half.safetensors"),
                half.putLong(header.length).put(header).array());
        Files.writeString(folder.resolve("half.yaml"), """
                recipe: 1
                name: half
                task: classification
                backbone: {type: resnet18}
                head: {type: linear, classes: 2}
                labels: [a, b]
                weights: {from: ./half.safetensors, dialect: torchvision}
                """);
        assertRefused(3, weights + """
                        : the file is cut off: its header describes 400 bytes of tensors [W-002]
                            received: 200 bytes
                            fix: copy or download the file again and compare its SHA-256
                        """, "predict", "half.yaml", Product.ASTRONAUT.toString(), "--out", "out/deep");
    }

    @Test
    void aPlaceWhereNothingCanBeWritten() throws Exception {
        assertRefused(3, """
                /proc/out: the output cannot be written here [I-007]
                    received: a place where no file or folder can be made
                    fix: --out with a folder in which you may write
                """, "predict", "face-detector", Product.ASTRONAUT.toString(), "--out", "/proc/out");
        Files.createFile(folder.resolve("file"));
        Product.Run run = product.run("predict", "face-detector", Product.ASTRONAUT.toString(), "--out", "file/out");
        assertThat(run.err()).startsWith("file/out: the output cannot be written here [I-007]\n");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(product.files()).containsExactly("file");
    }

    @Test
    void aFolderOfPluginsThatIsNotThere() throws Exception {
        Product.Run run = product.run("models", "list", "--plugins", "gone");
        assertThat(run.err()).startsWith("gone: ").contains("[P-006]");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(3);
    }

    /** Nothing but the message, and not even an empty output folder. */
    private void assertRefused(int exitCode, String message, String... arguments) throws Exception {
        Product.Run run = product.run(arguments);
        assertThat(run.err()).isEqualTo(message);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
