package io.vertebra.api.result;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a result that holds one value for each pixel. Documents for people and programs leave it out, because it
 * would be millions of numbers there; it is written as a picture instead.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface PerPixel {}
