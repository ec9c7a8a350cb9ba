package io.vertebra.core.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the archive of a TorchScript module whose forward is one call of a function of {@code op-kit.txt}. */
final class KitArchive {
    private static final String SOURCE = "op-kit.txt";
    private static final Pattern HEAD = Pattern.compile("(?m)^def (\\w+)\\(.*\\) -> (.+):$");
    private static final Pattern USE = Pattern.compile("self\\.(\\w+)\\(");
    /** Of PyTorch 1.12 and later; operators mean what they mean since then. */
    private static final String FILE_FORMAT = "10\n";
    /** A pickled object of the class: protocol 2, the class, an empty tuple, new, {training: False}, build. */
    private static final String OBJECT =
            "\u0080\u0002c__torch__\nKit\n)\u0081}X\u0008\u0000\u0000\u0000training\u0089sb.";

    private static final String NO_CONSTANTS = "\u0080\u0002).";

    private static final Map<String, String> FUNCTIONS = functions(source());

    private KitArchive() {}

    /**
     * The archive.
     *
     * @param call a call of a function; its arrays are called a0, a1, ...
     * @param arrays how many
     */
    static byte[] of(String call, int arrays) {
        StringBuilder code =
                new StringBuilder("class Kit(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        String name = call.substring(0, call.indexOf('('));
        String parameters =
                IntStream.range(0, arrays).mapToObj(i -> ", a" + i + ": Tensor").collect(Collectors.joining());
        code.append("  def forward(self: __torch__.Kit").append(parameters).append(") -> ");
        code.append(result(name)).append(":\n    return (self).").append(call).append('\n');
        Map<String, String> used = new LinkedHashMap<>();
        collect(name, used);
        used.values()
                .forEach(text ->
                        code.append(text.replaceAll("(?m)^(?=.)", "  ").replace("(self,", "(self: __torch__.Kit,")));
        return zip(code.toString());
    }

    private static String result(String name) {
        String text = FUNCTIONS.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no function " + name + " in " + SOURCE);
        }
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            throw new IllegalStateException(name + " has no head");
        }
        return head.group(2);
    }

    private static void collect(String name, Map<String, String> used) {
        if (used.containsKey(name)) {
            return;
        }
        String text = FUNCTIONS.get(name);
        used.put(name, text);
        Matcher uses = USE.matcher(text);
        while (uses.find()) {
            collect(uses.group(1), used);
        }
    }

    /** The functions by name, each with its text. */
    private static Map<String, String> functions(String source) {
        Map<String, String> functions = new LinkedHashMap<>();
        Matcher head = HEAD.matcher(source);
        String name = "";
        int begin = 0;
        while (head.find()) {
            functions.put(name, source.substring(begin, head.start()));
            name = head.group(1);
            begin = head.start();
        }
        functions.put(name, source.substring(begin));
        functions.remove("");
        return Collections.unmodifiableMap(functions);
    }

    private static String source() {
        try (InputStream in = KitArchive.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException(SOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(String code) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", OBJECT);
            put(zip, "code/__torch__.py", code);
            put(zip, "constants.pkl", NO_CONSTANTS);
            put(zip, "version", FILE_FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Stored, as the format asks. */
    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("kit/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
