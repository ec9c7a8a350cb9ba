package io.vertebra.tck.check;

import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.Result;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a result lists, seen through the names that results of this project share: score, label, name, visible. */
final class Findings {
    private Findings() {}

    /** The lists of records that the result itself holds, in the order of its components. */
    static List<List<Record>> lists(Result result) {
        List<List<Record>> lists = new ArrayList<>();
        if (result instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                if (component.getType() == List.class
                        && PlainData.read(component, record) instanceof List<?> list
                        && list.stream().allMatch(Record.class::isInstance)) {
                    lists.add(list.stream().map(Record.class::cast).toList());
                }
            }
        }
        return lists;
    }

    /** By what an element stands where it stands: areas by their size, all others by their score; null without one. */
    static @Nullable Double rank(Record element) {
        if (element instanceof ClassArea area) {
            return (double) area.pixels();
        }
        Double own = score(element);
        if (own != null) {
            return own;
        }
        for (RecordComponent component : element.getClass().getRecordComponents()) {
            if (PlainData.read(component, element) instanceof Record inner) {
                Double score = score(inner);
                if (score != null) {
                    return score;
                }
            }
        }
        return null;
    }

    /** The record's own score. */
    static @Nullable Double score(Record record) {
        return PlainData.component(record, "score") instanceof Number score ? score.doubleValue() : null;
    }

    /** Records with a score that hold no others with one, without those that say that they are not visible. */
    static List<Record> counted(Result result) {
        return PlainData.records(result).stream()
                .filter(record -> score(record) != null)
                .filter(record ->
                        PlainData.records(record).stream().allMatch(inner -> inner == record || score(inner) == null))
                .filter(record -> !Boolean.FALSE.equals(PlainData.component(record, "visible")))
                .toList();
    }
}
