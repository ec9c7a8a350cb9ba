package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vertebra.api.error.LoadException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights behind https and hf addresses, served by this machine. */
class RemoteFilesTest {
    private static final byte[] CONTENT = WeightsFiles.resource("handmade-control.safetensors");
    private static final String SUM = Sha256.of(CONTENT);
    private static final URI ADDRESS = URI.create("https://weights.example/m.safetensors");

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>(Map.of(Surroundings.NETWORK, "true"));
    private HttpServer server;
    private int status = 200;
    private byte[] body = CONTENT;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        properties.put(Surroundings.CACHE, folder.resolve("cache").toString());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private WeightsOpener opener() {
        int port = server.getAddress().getPort();
        return new WeightsOpener(new RemoteFiles(
                new Surroundings(properties::get, name -> null),
                uri -> URI.create(
                        "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + uri.getPath())));
    }

    private static WeightsAddress.Remote remote(String sum) {
        return new WeightsAddress.Remote(ADDRESS, sum);
    }

    private Path cached() {
        return folder.resolve("cache/weights").resolve(SUM);
    }

    private List<Path> cacheFiles() throws IOException {
        try (Stream<Path> files = Files.list(cached().getParent())) {
            return files.toList();
        }
    }

    @Test
    void fetchesOnceAndThenNeedsNoNetwork() throws IOException {
        try (TensorSource source = opener().open(remote(SUM.toUpperCase(Locale.ROOT)))) {
            assertThat(source.name()).isEqualTo(ADDRESS.toString());
            assertThat(source.read("w")).hasSize(6);
        }
        properties.clear();
        properties.put(Surroundings.CACHE, folder.resolve("cache").toString());
        opener().open(remote(SUM)).close();
        assertThat(asked).containsExactly("/m.safetensors");
        assertThat(cacheFiles()).containsExactly(cached());
    }

    @Test
    void withoutTheSwitchNothingIsAsked() {
        properties.remove(Surroundings.NETWORK);
        assertThatThrownBy(() -> opener().open(remote(SUM)))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        https://weights.example/m.safetensors: these weights are on the network, which nobody allowed, and not yet in the cache [W-006]
                            received: no switch
                            fix: vertebra --network, VERTEBRA_NETWORK=1 or -Dvertebra.network=true; or download the file and state its path""");
        assertThat(asked).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anotherFileIsRefusedAndNotKept() throws IOException {
        body = new byte[] {1, 2, 3};
        assertThatThrownBy(() -> opener().open(remote(SUM)))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                https://weights.example/m.safetensors: the SHA-256 of the file must be %s [W-004]
                    received: 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81
                    fix: correct the sha256 of the recipe, if the file is the right one""".formatted(SUM));
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void aDamagedCacheIsFoundOnEachHit() throws IOException {
        opener().open(remote(SUM)).close();
        Files.write(cached(), new byte[] {1, 2, 3});
        properties.remove(Surroundings.NETWORK);
        assertThatThrownBy(() -> opener().open(remote(SUM)))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith(cached() + ": the SHA-256 of the file must be " + SUM + " [W-004]")
                .hasMessageEndingWith("fix: delete the file and allow the network once with --network");
        properties.put(Surroundings.NETWORK, "true");
        opener().open(remote(SUM)).close();
        assertThat(asked).hasSize(2);
        assertThat(cached()).hasBinaryContent(CONTENT);
    }

    @Test
    void aMissingFileAndARefusedConnectionAreTold() throws IOException {
        status = 404;
        assertThatThrownBy(() -> opener().open(remote(SUM)))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        https://weights.example/m.safetensors: the weights must be at their address [W-006]
                            received: status 404
                            fix: check the address and the connection; or download the file and state its path""");
        WeightsOpener opener = opener();
        server.stop(0);
        assertThatThrownBy(() -> opener.open(remote(SUM)))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("[W-006]\n    received: ConnectException");
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed() throws IOException {
        Files.write(folder.resolve("cache"), new byte[0]);
        assertThatThrownBy(() -> opener().open(remote(SUM)))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith(cached() + ": the cache folder must be writable and have room [I-007]")
                .hasMessageEndingWith("fix: VERTEBRA_CACHE=FOLDER with another folder");
        assertThat(asked).isEmpty();
    }

    @Test
    void hubAddressesBecomeWebAddresses() {
        assertThat(RemoteFiles.web(URI.create("hf:timm/resnet50.a1_in1k/model.safetensors")))
                .hasToString("https://huggingface.co/timm/resnet50.a1_in1k/resolve/main/model.safetensors");
        assertThat(RemoteFiles.web(URI.create("hf:owner/name/onnx/m.pth@v1.0")))
                .hasToString("https://huggingface.co/owner/name/resolve/v1.0/onnx/m.pth");
        assertThat(RemoteFiles.web(ADDRESS)).isEqualTo(ADDRESS);
    }

    @Test
    void theSurroundingsAreAskedInOrder() {
        Map<String, String> variables = new HashMap<>();
        Map<String, String> own = new HashMap<>(Map.of("user.home", "home", "os.name", "Linux"));
        Surroundings surroundings = new Surroundings(own::get, variables::get);
        assertThat(surroundings.networkAllowed()).isFalse();
        assertThat(surroundings.cache()).isEqualTo(Path.of("home", ".cache", "vertebra"));
        own.put("os.name", "Mac OS X");
        assertThat(surroundings.cache()).isEqualTo(Path.of("home", "Library", "Caches", "vertebra"));
        own.put("os.name", "Windows 11");
        variables.put("LOCALAPPDATA", "local");
        assertThat(surroundings.cache()).isEqualTo(Path.of("local", "vertebra", "cache"));
        variables.putAll(Map.of("VERTEBRA_CACHE", "mine", "VERTEBRA_NETWORK", "1"));
        assertThat(surroundings.cache()).isEqualTo(Path.of("mine"));
        assertThat(surroundings.networkAllowed()).isTrue();
        own.put(Surroundings.NETWORK, "false");
        assertThat(surroundings.networkAllowed()).isFalse();
    }

    @Test
    void filesAndResourcesAreCheckedWhereASumIsStated() throws IOException {
        Path file = Files.write(folder.resolve("m.safetensors"), CONTENT);
        opener().open(new WeightsAddress.Local(file, SUM)).close();
        opener().open(new WeightsAddress.Local(file, null)).close();
        String other = "0".repeat(64);
        assertThatThrownBy(() -> opener().open(new WeightsAddress.Local(file, other)))
                .hasMessageStartingWith(file + ": the SHA-256 of the file must be " + other + " [W-004]");
        String resource = "weights/handmade-control.safetensors";
        try (TensorSource source = opener().open(new WeightsAddress.ClassPath(resource, SUM))) {
            assertThat(source.name()).isEqualTo("classpath:" + resource);
        }
        assertThatThrownBy(() -> opener().open(new WeightsAddress.ClassPath(resource, other)))
                .hasMessageContaining("[W-004]");
        assertThatThrownBy(() -> opener().open(new WeightsAddress.ClassPath("no/such", null)))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        classpath:no/such: the weights must be on the class path [W-001]
                            fix: state the resource from the root, without a slash before it""");
    }
}
