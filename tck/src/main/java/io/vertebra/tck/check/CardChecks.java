package io.vertebra.tck.check;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Component;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.core.catalog.WeightsEntry;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.LoadedPlugin.State;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.tck.check.LoadedUnit.Fault;
import io.vertebra.tck.subject.PluginSubject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plugin and its components are called, and what they say of themselves. */
public final class CardChecks implements Family<PluginSubject> {
    private static final String LICENCE = "\\(*[A-Za-z][A-Za-z0-9.-]*\\+?\\)*";
    private static final Pattern SPDX = Pattern.compile(LICENCE + "( (AND|OR|WITH) " + LICENCE + ")*");
    private static final Pattern NO_LICENCE = Pattern.compile("(?i)none|unknown|n/?a|todo|tbd|free|proprietary|\\?+");
    private static final String RESERVED = "vertebra-";
    private static final int FIRST_YEAR = 1900;

    @Override
    public Class<PluginSubject> subject() {
        return PluginSubject.class;
    }

    @Override
    public Map<String, Check<PluginSubject>> checks() {
        return Map.of(
                "PLUGIN-06",
                CardChecks::names,
                "PLUGIN-08",
                (subject, bench) -> LoadedUnit.ask(subject, bench, CardChecks::cards));
    }

    private static Verdict names(PluginSubject subject, Bench bench) {
        try (LoadedUnit unit = LoadedUnit.of(subject, bench)) {
            if (unit.fault() != Fault.NONE) {
                return unit.unless(Fault.NAMES);
            }
            LoadedPlugin plugin = unit.plugin();
            Broken.unless(
                    !plugin.name().startsWith(RESERVED),
                    "the id " + plugin.name() + " begins with " + RESERVED + ", which is reserved");
            List<Problem> reserved = unit.conflicts().stream()
                    .filter(problem -> problem.message().contains("built-in"))
                    .filter(problem -> String.valueOf(problem.received()).contains(plugin.label()))
                    .toList();
            Broken.unless(reserved.isEmpty(), LoadedUnit.text(reserved));
            if (subject.packaged()) {
                secondClaimant(subject);
            }
            return Verdict.pass();
        }
    }

    private static void secondClaimant(PluginSubject subject) {
        PluginLoader loader = new PluginLoader();
        try (PluginSet both = loader.loadUnit(subject.unit()).plus(loader.loadUnit(subject.unit()))) {
            for (LoadedPlugin plugin : both.all()) {
                boolean told = plugin.state() == State.REJECTED
                        && plugin.problems().stream()
                                .anyMatch(problem -> problem.code() == ErrorCode.PLUGIN_CONFLICT
                                        && problem.text().contains(plugin.label()));
                Broken.unless(told, "a second plugin of this id is not refused with both named: " + plugin);
            }
        }
    }

    private static Verdict cards(LoadedUnit unit) {
        PluginDescriptor descriptor = unit.plugin().descriptor().orElseThrow();
        licence("the descriptor", descriptor.license());
        for (Component<?> component : unit.components()) {
            card(component.card());
        }
        for (WeightsEntry entry : unit.catalog().weights().all()) {
            if (entry.plugin().equals(unit.plugin().name())) {
                WeightsCard card = entry.card();
                licence("the card of weights " + card.name(), card.licence());
                stated("the card of weights " + card.name(), "origin", card.origin());
            }
        }
        return Verdict.pass();
    }

    private static void card(Card card) {
        String who = "the card of " + card.id();
        stated(who, "title", card.title());
        licence(who, card.licence());
        boolean paper = filled(card.authors()) || filled(card.venue()) || card.year() != 0;
        if (paper) {
            stated(who, "authors of its paper", card.authors());
            stated(who, "title and venue of its paper", card.venue());
            Broken.unless(card.year() >= FIRST_YEAR, who + " dates its paper to the year " + card.year());
            stated(who, "reference implementation", card.reference());
        }
        card.deviations().forEach(deviation -> stated(who, "text of a deviation", deviation));
    }

    private static boolean filled(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static void stated(String who, String what, @Nullable String text) {
        Broken.unless(filled(text), who + " has no " + what);
    }

    private static void licence(String who, @Nullable String licence) {
        stated(who, "licence", licence);
        boolean known =
                SPDX.matcher(licence).matches() && !NO_LICENCE.matcher(licence).matches();
        Broken.unless(known, who + " has the licence '" + licence + "', which is no SPDX expression");
    }
}
