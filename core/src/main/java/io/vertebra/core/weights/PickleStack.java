package io.vertebra.core.weights;

import io.vertebra.core.weights.PickleValue.Items;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack, marks and memo of a pickle machine. */
final class PickleStack {
    private final String file;
    private final List<Object> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    /** By the file's own numbers, which may be any: never an array. */
    private final Map<Long, Object> memo = new HashMap<>();

    PickleStack(String file) {
        this.file = file;
    }

    void push(Object value) {
        values.add(value);
    }

    Object pop() {
        Object top = top();
        values.remove(values.size() - 1);
        return top;
    }

    /** Marks protect what is below them. */
    Object top() {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (values.size() <= floor) {
            throw WeightsFaults.corrupt(file, "the pickle takes no more than it made", "an empty stack");
        }
        return values.get(values.size() - 1);
    }

    void mark() {
        marks.add(values.size());
    }

    /** Everything above the last mark, which is gone then. */
    List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw WeightsFaults.corrupt(file, "the pickle returns only to marks that it made", "no mark");
        }
        int mark = marks.remove(marks.size() - 1);
        List<Object> above = values.subList(mark, values.size());
        List<Object> taken = new ArrayList<>(above);
        above.clear();
        return taken;
    }

    Items popItems(int count) {
        List<Object> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(0, pop());
        }
        return new Items(items);
    }

    void remember(long index) {
        memo.put(index, top());
    }

    /** Under the next number, as newer protocols do. */
    void remember() {
        remember(memo.size());
    }

    Object recall(long index) {
        Object value = memo.get(index);
        if (value == null) {
            throw WeightsFaults.corrupt(file, "the pickle recalls only what it remembered", "number " + index);
        }
        return value;
    }
}
