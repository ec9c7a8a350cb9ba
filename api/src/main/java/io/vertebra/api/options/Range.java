package io.vertebra.api.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The numbers that an option accepts; for a list, what each element accepts. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    /** Smallest value, itself accepted. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest value, itself accepted. */
    double max() default Double.POSITIVE_INFINITY;
}
