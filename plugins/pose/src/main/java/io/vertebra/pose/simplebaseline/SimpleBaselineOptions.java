package io.vertebra.pose.simplebaseline;

import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import java.util.List;

/**
 * What the head is built from and how its heatmaps are read.
 *
 * @param joints one heatmap each
 * @param deconvChannels of the transposed convolutions, each of which doubles the map
 * @param deconvKernel 2, 3 or 4
 * @param quarterShift which peaks move a quarter of a cell towards their larger neighbour
 */
public record SimpleBaselineOptions(
        @Doc("Joints, each with a heatmap of its own; labels set it") @Range(min = 1, max = 10000)
        int joints,

        @Doc("Channels of the transposed convolutions, each of which doubles the map") @Range(min = 1, max = 65536)
        List<Integer> deconvChannels,

        @Doc("Kernel of the transposed convolutions: 2, 3 or 4") @Range(min = 2, max = 4)
        int deconvKernel,

        @Doc("Which peaks move a quarter of a cell towards their larger neighbour")
        QuarterShift quarterShift) {
    private static final int MOST_LAYERS = 5;

    /** Where the reference implementations begin to shift; both stop before the last row and column. */
    public enum QuarterShift {
        /** From the third row and column on. */
        MICROSOFT(2),
        /** From the second row and column on. */
        PYTORCHCV(1);

        private final int first;

        QuarterShift(int first) {
            this.first = first;
        }

        /** Whether a peak at this index of a row or column of so many cells moves. */
        boolean moves(int index, int cells) {
            return index >= first && index < cells - 1;
        }
    }

    public SimpleBaselineOptions {
        deconvChannels = List.copyOf(deconvChannels);
        if (deconvChannels.isEmpty() || deconvChannels.size() > MOST_LAYERS) {
            throw new IllegalArgumentException("deconv-channels names one to " + MOST_LAYERS
                    + " transposed convolutions, not " + deconvChannels.size());
        }
    }

    /** The padding that lets a transposed convolution double the map; get_deconv_cfg of the reference. */
    int deconvPadding() {
        return deconvKernel == 2 ? 0 : 1;
    }

    /** Rows and columns that an odd kernel lacks. */
    int deconvOutputPadding() {
        return deconvKernel == 3 ? 1 : 0;
    }
}
