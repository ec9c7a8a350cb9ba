package io.vertebra.api.model;

/**
 * A family of checkpoint keys.
 *
 * @param name kebab-case, as in a recipe
 */
public record Dialect(String name) {
    /** Our own names. */
    public static final Dialect VERTEBRA = new Dialect("vertebra");
    /** torchvision. */
    public static final Dialect TORCHVISION = new Dialect("torchvision");
    /** timm (PyTorch image models). */
    public static final Dialect TIMM = new Dialect("timm");
    /** pytorchcv. */
    public static final Dialect PYTORCHCV = new Dialect("pytorchcv");
    /** face-api.js, the TensorFlow.js face models. */
    public static final Dialect FACE_API = new Dialect("face-api");
}
