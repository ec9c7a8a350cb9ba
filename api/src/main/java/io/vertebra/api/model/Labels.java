package io.vertebra.api.model;

import java.util.List;

/**
 * The names of the classes.
 *
 * @param names in the order of the indices; {@code N/A} marks a gap, {@code __background__} the background
 */
public record Labels(List<String> names) {
    /** The name of an index that no class has. */
    public static final String GAP = "N/A";
    /** The name of the background where a list states it. */
    public static final String BACKGROUND = "__background__";

    public Labels {
        names = List.copyOf(names);
    }

    /** The name, or {@code class 7} beyond the list. */
    public String name(int label) {
        return label >= 0 && label < names.size() ? names.get(label) : "class " + label;
    }

    /** Whether a result may carry this label: no gap, not the background, not below 0. */
    public boolean isResult(int label) {
        String name = name(label);
        return label >= 0 && !name.equals(GAP) && !name.equals(BACKGROUND);
    }
}
