package io.vertebra.tck.check;

import io.vertebra.tck.subject.PluginSubject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** What the classes of a plugin call that no plugin needs. */
public final class ReachChecks implements Family<PluginSubject> {
    private static final int SHOWN = 3;

    @Override
    public Class<PluginSubject> subject() {
        return PluginSubject.class;
    }

    @Override
    public Map<String, Check<PluginSubject>> checks() {
        return Map.of("PLUGIN-12", (subject, bench) -> reach(subject));
    }

    private static Verdict reach(PluginSubject subject) throws IOException {
        if (!UnitEntries.readable(subject)) {
            return Verdict.untested("see PLUGIN-01");
        }
        List<String> found = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        UnitEntries.visit(subject, (source, name, content) -> {
            if (UnitEntries.isClass(name)) {
                byte[] bytes = content.readAllBytes();
                try {
                    found.addAll(ReachScan.of(new ClassReader(bytes)));
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    unread.add(name);
                }
            }
        });
        if (!found.isEmpty()) {
            List<String> shown = found.subList(0, Math.min(SHOWN, found.size()));
            String more = found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "";
            return Verdict.fail("reaches " + String.join("; ", shown) + more);
        }
        return unread.isEmpty() ? Verdict.pass() : Verdict.partial("class files that cannot be read: " + unread);
    }
}
