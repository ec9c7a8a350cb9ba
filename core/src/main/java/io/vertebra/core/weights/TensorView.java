package io.vertebra.core.weights;

import io.vertebra.core.weights.PickleValue.Storage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A view as a pickle claims it, and the proof that it stays inside its storage. */
final class TensorView {
    private static final int HIGHEST_RANK = 64;
    private static final int AXIS_BYTES = 64;
    /** A view that repeats elements may have more of them than its storage, up to here. */
    private static final long MOST_REPEATED = 1 << 20;

    private final String file;
    private final Storage storage;
    private final StoredType type;
    private final long offset;
    private final List<Object> sizes;
    private final List<Object> strides;

    TensorView(String file, Storage storage, StoredType type, long offset, List<Object> sizes, List<Object> strides) {
        this.file = file;
        this.storage = storage;
        this.type = type;
        this.offset = offset;
        this.sizes = sizes;
        this.strides = strides;
    }

    PickleValue.Tensor tensor(Allowance allowance) {
        if (sizes.size() != strides.size() || sizes.size() > HIGHEST_RANK) {
            throw WeightsFaults.corrupt(
                    file,
                    "a tensor has a size and a stride for each of at most " + HIGHEST_RANK + " axes",
                    sizes.size() + " sizes, " + strides.size() + " strides");
        }
        allowance.take((long) AXIS_BYTES * (sizes.size() + 1));
        List<Long> shape = numbers(sizes, "size");
        List<Long> steps = numbers(strides, "stride");
        if (offset < 0) {
            throw WeightsFaults.corrupt(file, "the offset of a tensor is not negative", offset);
        }
        long available = storage.bytes() / type.size();
        BigInteger count = BigInteger.ONE;
        BigInteger last = BigInteger.valueOf(offset);
        for (int axis = 0; axis < shape.size(); axis++) {
            BigInteger size = BigInteger.valueOf(shape.get(axis));
            count = count.multiply(size);
            if (count.bitLength() >= Long.SIZE) {
                throw WeightsFaults.corrupt(file, "a tensor has fewer than 2^63 elements", "shape " + shape);
            }
            last = last.add(size.subtract(BigInteger.ONE).multiply(BigInteger.valueOf(steps.get(axis))));
        }
        if (count.signum() > 0 && last.compareTo(BigInteger.valueOf(available)) >= 0) {
            throw WeightsFaults.corrupt(
                    file,
                    "a tensor stays inside its storage of " + available + " elements",
                    "shape " + shape + ", strides " + steps + ", offset " + offset);
        }
        if (count.compareTo(BigInteger.valueOf(Math.max(available, MOST_REPEATED))) > 0) {
            throw WeightsFaults.corrupt(
                    file,
                    "a tensor that repeats elements has at most " + MOST_REPEATED,
                    "shape " + shape + " over " + available + " elements");
        }
        return new PickleValue.Tensor(storage, new TensorInfo(shape, type), offset, steps);
    }

    private List<Long> numbers(List<Object> values, String what) {
        List<Long> numbers = new ArrayList<>();
        for (Object value : values) {
            if (!(value instanceof Long number) || number < 0) {
                String received = value instanceof Long number ? number.toString() : PickleGlobals.kind(value);
                throw WeightsFaults.corrupt(file, "a " + what + " of a tensor is a whole number from 0", received);
            }
            numbers.add(number);
        }
        return numbers;
    }
}
