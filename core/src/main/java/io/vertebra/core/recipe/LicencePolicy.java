package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code allow-licenses}: which licences weights may have. What a file says of its licence is checked when it is opened. */
final class LicencePolicy {
    static final String KEY = "allow-licenses";
    private static final String EXAMPLE = "[Apache-2.0, MIT]";

    private final Problems problems;

    LicencePolicy(Problems problems) {
        this.problems = problems;
    }

    /** The stated licences; empty when none are stated or they are wrong. */
    Optional<List<String>> read(Optional<Node> stated) {
        return stated.flatMap(this::list);
    }

    private Optional<List<String>> list(Node node) {
        if (!(node instanceof ListNode list)) {
            problems.add(Fields.type(node, "a list of SPDX licence names", EXAMPLE));
            return Optional.empty();
        }
        if (list.elements().isEmpty()) {
            problems.add(Fields.outside(node, "at least one licence", EXAMPLE));
            return Optional.empty();
        }
        Fields fields = new Fields(MapNode.empty(node.at()), problems, List.of());
        List<String> names = new ArrayList<>();
        list.elements().forEach(element -> fields.text(element, "MIT").ifPresent(names::add));
        return names.size() == list.elements().size() ? Optional.of(names) : Optional.empty();
    }

    /** Refuses named weights that have another licence. */
    void check(WeightsChoice chosen, Node at, List<String> allowed) {
        if (!(chosen instanceof WeightsChoice.Named named)) {
            return;
        }
        String licence = named.entry().card().licence();
        if (allowed.stream().noneMatch(licence::equalsIgnoreCase)) { // SPDX names differ by more than their case
            String name = named.entry().card().name();
            problems.add(Problem.of(
                            ErrorCode.LICENCE_REFUSED, "the licence of the weights is one that " + KEY + " names")
                    .at(at.at())
                    .received(name + ", " + (licence.isEmpty() ? "no licence recorded" : licence))
                    .fix("other weights, or " + KEY + ": "
                            + Stream.concat(allowed.stream(), Stream.of(licence).filter(text -> !text.isEmpty()))
                                    .map(Spelling::line)
                                    .collect(Collectors.joining(", ", "[", "]"))));
        }
    }
}
