package io.vertebra.core.weights;

import io.vertebra.api.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hex. */
public final class Sha256 {
    private static final int CHUNK_BYTES = 1 << 16;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] content) {
        MessageDigest digest = digest();
        digest.update(content);
        return hex(digest);
    }

    /** Of a text in UTF-8. */
    public static String ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Of a whole file.
     *
     * @throws io.vertebra.api.error.LoadException when it cannot be read
     */
    public static String of(Path file) {
        MessageDigest digest = digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        } catch (IOException e) {
            throw WeightsFaults.io(file.toString(), e);
        }
        return hex(digest);
    }

    static void require(String name, String expected, String received, String fix) {
        if (!received.equalsIgnoreCase(expected)) {
            throw WeightsFaults.load(
                    ErrorCode.WEIGHTS_CHECKSUM,
                    name,
                    "the SHA-256 of the file must be " + expected,
                    received,
                    fix,
                    null);
        }
    }
}
