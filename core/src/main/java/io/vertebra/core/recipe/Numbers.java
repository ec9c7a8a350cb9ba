package io.vertebra.core.recipe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text that is the same on every JVM: {@link Double#toString(double)} gives other digits before Java 19 than after.
 * The form is that of ECMAScript, which RFC 8785 (canonical JSON) prescribes.
 */
final class Numbers {
    /** As many digits tell any two doubles apart. */
    private static final int MOST_DIGITS = 17;

    private static final int LARGEST_PLAIN = 21;
    private static final int SMALLEST_PLAIN = -6;

    private Numbers() {}

    /** A finite number with the fewest digits that give it back; whole numbers without a point, minus zero as 0. */
    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + placed(digits, point);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < MOST_DIGITS; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** The digits with the point after so many of them. */
    private static String placed(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= LARGEST_PLAIN) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= LARGEST_PLAIN) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (SMALLEST_PLAIN < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String fraction = count == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
    }
}
