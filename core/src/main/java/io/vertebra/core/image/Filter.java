package io.vertebra.core.image;

/** How strongly an output pixel sees the pixels around it. Distances are in pixels of the coarser of the two
 * grids, from the output's pixel to the input's. */
enum Filter {
    /** The average; of two pixels at the very edge only the one before. */
    BOX(0.5) {
        @Override
        double at(double distance) {
            return distance > -0.5 && distance <= 0.5 ? 1 : 0;
        }
    },
    /** Linear interpolation. */
    TRIANGLE(1) {
        @Override
        double at(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },
    /** Keys: Cubic Convolution Interpolation for Digital Image Processing, 1981, equation 15: a = -1/2. */
    CUBIC(2) {
        @Override
        double at(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
        }
    },
    /** A sinc under Hamming's raised cosine of one lobe. */
    HAMMING(1) {
        @Override
        double at(double distance) {
            double x = Math.abs(distance);
            return x < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(x * Math.PI)) : 0;
        }
    },
    /** A sinc under the middle lobe of a sinc three times as wide. */
    LANCZOS(3) {
        @Override
        double at(double distance) {
            return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
        }
    };

    private final double support;

    Filter(double support) {
        this.support = support;
    }

    /** Beyond this distance nothing is seen. */
    double support() {
        return support;
    }

    /** The weight, before all weights of a pixel are brought to a sum of 1. */
    abstract double at(double distance);

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }
}
