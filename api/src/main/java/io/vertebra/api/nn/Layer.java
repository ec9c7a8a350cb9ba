package io.vertebra.api.nn;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a network's tree: parameters and children under the names that the reference's checkpoint uses. The full name of a
 * parameter joins the names from the root with dots. Topology is stated once, in the forward of a subclass; nothing here runs.
 */
public abstract class Layer {
    private final Map<String, Layer> children = new LinkedHashMap<>();
    private final Map<String, Parameter> own = new LinkedHashMap<>();

    /** For subclasses, which declare everything in their constructor. */
    protected Layer() {}

    /**
     * Declares a child.
     *
     * @param name may hold dots: {@code downsample.0}
     * @return the child, to be kept in a field
     */
    protected final <L extends Layer> L child(String name, L layer) {
        if (children.put(name, layer) != null) {
            throw new IllegalArgumentException(
                    "two children named " + name + " in " + getClass().getName());
        }
        return layer;
    }

    /**
     * Declares a parameter.
     *
     * @param shape exact, no -1
     */
    protected final Parameter parameter(String name, Shape shape, Parameter.Role role) {
        return parameter(name, shape, role, null);
    }

    /**
     * Declares a parameter.
     *
     * @param shape exact, no -1
     * @param initial how it is drawn when no file fills it, or null when its role decides
     */
    protected final Parameter parameter(String name, Shape shape, Parameter.Role role, @Nullable Initial initial) {
        Parameter parameter = new Parameter(shape, role, initial);
        if (own.put(name, parameter) != null) {
            throw new IllegalArgumentException(
                    "two parameters named " + name + " in " + getClass().getName());
        }
        return parameter;
    }

    /** Begins the description of a convolution: {@code conv(64, 128).kernel(3).stride(2).padding(1)}. */
    protected static ConvSpec conv(int in, int out) {
        return ConvSpec.conv(in, out);
    }

    /** Declares a convolution. */
    protected final Conv conv(String name, ConvSpec spec) {
        return child(name, new Conv(spec));
    }

    /** Declares a convolution and the batch norm after it, as two children of this layer, with an activation behind them. */
    protected final ConvNorm convNorm(
            String convName, String normName, ConvSpec spec, NormSpec norm, Activation activation) {
        ConvSpec unbiased = spec.bias(false);
        return new ConvNorm(
                child(convName, new Conv(unbiased)), child(normName, new BatchNorm(spec.out(), norm)), activation);
    }

    /** The direct children by name, in the order of their declaration. */
    public final Map<String, Layer> children() {
        return Collections.unmodifiableMap(children);
    }

    /** All parameters of the tree by full name, in the order of their declaration. */
    public final Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>();
        collect("", all);
        return all;
    }

    private void collect(String prefix, Map<String, Parameter> all) {
        own.forEach((name, parameter) -> put(all, prefix + name, parameter));
        children.forEach((name, child) -> child.collect(prefix + name + ".", all));
    }

    private static void put(Map<String, Parameter> all, String name, Parameter parameter) {
        if (all.put(name, parameter) != null) {
            throw new IllegalStateException("two parameters named " + name);
        }
    }

    /** The number of trainable values in the tree, as published counts have it. */
    public final long trainableSize() {
        List<Parameter> trainable = new ArrayList<>(parameters().values());
        trainable.removeIf(parameter -> !parameter.role().trainable());
        return trainable.stream()
                .mapToLong(parameter -> parameter.shape().size())
                .sum();
    }
}
