package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loader of one plugin: {@link SharedPackages} from the host only, the JDK from the platform, everything else from the
 * plugin only. There is no falling back, so that a plugin works with every host or with none.
 */
final class PluginClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final String plugin;
    private final ClassLoader host;
    private volatile boolean closed;

    private PluginClassLoader(String plugin, URL[] jars) {
        super(jars, ClassLoader.getPlatformClassLoader());
        this.plugin = plugin;
        this.host = PluginClassLoader.class.getClassLoader();
    }

    /** Opens no file yet. */
    static PluginClassLoader of(String plugin, List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return new PluginClassLoader(plugin, urls);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return SharedPackages.holdClass(name) ? host.loadClass(name) : super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return SharedPackages.holdResource(name) ? host.getResource(name) : findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return SharedPackages.holdResource(name) ? host.getResources(name) : findResources(name);
    }

    /** A resource of the plugin. */
    InputStream open(String resource) throws IOException {
        if (closed) {
            throw new VertebraException(
                    Problem.of(ErrorCode.CLOSED, "resources of a plugin are read before it is closed")
                            .received(resource + " of plugin " + plugin)
                            .fix("keep the plugins open as long as their models"));
        }
        InputStream stream = findResource(resource) == null ? null : getResourceAsStream(resource);
        if (stream == null) {
            throw new FileNotFoundException(resource + " in plugin " + plugin);
        }
        return stream;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }

    @Override
    public String toString() {
        return "class loader of plugin " + plugin;
    }
}
