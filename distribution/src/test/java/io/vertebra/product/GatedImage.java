package io.vertebra.product;

import java.awt.image.BufferedImage;
import java.util.concurrent.CountDownLatch;

/** An image that cannot be read before a gate opens. */
final class GatedImage extends BufferedImage {
    private final CountDownLatch started;
    private final CountDownLatch gate;

    /**
     * A black image.
     *
     * @param started counted down once, when it begins to be read
     * @param gate what reading waits for
     */
    GatedImage(CountDownLatch started, CountDownLatch gate) {
        super(64, 64, TYPE_INT_RGB);
        this.started = started;
        this.gate = gate;
    }

    @Override
    public int getHeight() {
        // asked for more than once; the gate is open from then on
        if (gate != null && gate.getCount() > 0) {
            started.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return super.getHeight();
    }
}
