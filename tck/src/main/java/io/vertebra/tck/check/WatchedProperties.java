package io.vertebra.tck.check;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The system properties, with a note of what one thread writes. Comparing them before and after would not do: a plugin that was
 * loaded before has set them already.
 */
final class WatchedProperties extends Properties {
    private static final long serialVersionUID = 1L;

    private final Properties real;
    private final transient Thread watched;
    private final Set<String> written = new TreeSet<>();

    private WatchedProperties(Properties real, Thread watched) {
        this.real = real;
        this.watched = watched;
    }

    /** Takes the place of the system properties; watches the calling thread. */
    static WatchedProperties install() {
        Properties real = System.getProperties();
        WatchedProperties watching = new WatchedProperties(real, Thread.currentThread());
        real.forEach(watching::copy);
        System.setProperties(watching);
        return watching;
    }

    private void copy(Object key, Object value) {
        super.put(key, value);
    }

    /** Gives the place back. */
    void uninstall() {
        System.setProperties(real);
    }

    /** The keys that the thread wrote or removed. */
    Set<String> written() {
        return written;
    }

    private void note(Object key) {
        if (Thread.currentThread() == watched) {
            written.add(String.valueOf(key));
        }
    }

    /** Others write through. */
    @Override
    public synchronized Object put(Object key, Object value) {
        note(key);
        real.put(key, value);
        return super.put(key, value);
    }

    @Override
    public synchronized Object remove(Object key) {
        note(key);
        real.remove(key);
        return super.remove(key);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
