package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Arrays by name, in order. They belong to the forward that made them and die with it. A backbone gets the model's inputs. A neck or
 * a head gets the levels of the part before it and, beside them, the model's inputs as well; a part that is run alone, as in a
 * parity fixture of a neck, gets what it is given.
 *
 * @param arrays at least one
 */
public record NamedArrays(Map<String, NDArray> arrays) {
    public NamedArrays {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    /** One array. */
    public static NamedArrays of(String name, NDArray array) {
        return new NamedArrays(Map.of(name, array));
    }

    /** The array of this name; asking for one that is not there is a defect of the part. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no array " + name + " among " + arrays.keySet());
        }
        return array;
    }
}
