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
    /** Dense models of torchvision up to 0.12, whose published detection weights still have these keys. */
    public static final Dialect TORCHVISION_0_12 = new Dialect("torchvision-0.12");
    /** timm (PyTorch image models). */
    public static final Dialect TIMM = new Dialect("timm");
    /** mmdetection, version 2 and 3. */
    public static final Dialect MMDET = new Dialect("mmdet");
    /** pytorchcv. */
    public static final Dialect PYTORCHCV = new Dialect("pytorchcv");
    /** EfficientNet-PyTorch and its descendants, such as efficientnet_lite_pytorch. */
    public static final Dialect EFFICIENTNET_PYTORCH = new Dialect("efficientnet-pytorch");
    /** face-api.js, the TensorFlow.js face models. */
    public static final Dialect FACE_API = new Dialect("face-api");
}
