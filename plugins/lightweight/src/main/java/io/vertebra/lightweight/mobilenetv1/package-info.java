/** MobileNetV1: {@link io.vertebra.lightweight.mobilenetv1.MobileNetV1}, its options and its backbone. */
@NullMarked
package io.vertebra.lightweight.mobilenetv1;

import org.jspecify.annotations.NullMarked;
