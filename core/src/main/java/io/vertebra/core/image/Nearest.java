package io.vertebra.core.image;

/**
 * One pixel of the photo for each of the output.
 *
 * @param columns of the photo, one for each output column
 * @param rows of the photo, one for each output row
 */
record Nearest(int[] columns, int[] rows) {
    /** Pillow steps from centre to centre and adds up the steps: src/libImaging/Geometry.c, ImagingScaleAffine. */
    static Nearest pillow(Span across, Span down) {
        return new Nearest(centres(across), centres(down));
    }

    /** OpenCV takes corners: modules/imgproc/src/resize.cpp, resizeNN. */
    static Nearest openCv(Span across, Span down) {
        return new Nearest(corners(across), corners(down));
    }

    private static int[] centres(Span span) {
        double step = (double) span.in() / span.out();
        double position = step * 0.5;
        int[] indices = new int[span.length()];
        for (int i = 0; i < span.from() + indices.length; i++, position += step) {
            if (i >= span.from()) {
                indices[i - span.from()] = Math.min((int) position, span.in() - 1);
            }
        }
        return indices;
    }

    private static int[] corners(Span span) {
        double scale = 1 / ((double) span.out() / span.in());
        int[] indices = new int[span.length()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Math.min((int) Math.floor((span.from() + i) * scale), span.in() - 1);
        }
        return indices;
    }

    /** The wanted window, row by row: red, green, blue. */
    byte[] run(Photo photo) {
        byte[] rgb = photo.pixels();
        byte[] out = new byte[3 * columns.length * rows.length];
        int to = 0;
        for (int row : rows) {
            int begin = row * photo.size().width();
            for (int column : columns) {
                int from = 3 * (begin + column);
                out[to++] = rgb[from];
                out[to++] = rgb[from + 1];
                out[to++] = rgb[from + 2];
            }
        }
        return out;
    }
}
