package io.vertebra.api.box;

/** What the four numbers of a box are. Units are the caller's: pixels or fractions of a side. */
public enum BoxFormat {
    /** Left, top, right, bottom edge: "xyxy". */
    CORNERS {
        @Override
        void toCorners(float[] box, int at) {}

        @Override
        void fromCorners(float[] box, int at) {}
    },
    /** Left and top edge, width, height, as in COCO files: "xywh". */
    CORNER_AND_SIZE {
        @Override
        void toCorners(float[] box, int at) {
            box[at + 2] = box[at] + box[at + 2];
            box[at + 3] = box[at + 1] + box[at + 3];
        }

        @Override
        void fromCorners(float[] box, int at) {
            box[at + 2] = box[at + 2] - box[at];
            box[at + 3] = box[at + 3] - box[at + 1];
        }
    },
    /** x and y of the centre, width, height, as in YOLO files: "cxcywh". */
    CENTRE_AND_SIZE {
        @Override
        void toCorners(float[] box, int at) {
            for (int axis = at; axis < at + 2; axis++) {
                float half = 0.5f * box[axis + 2];
                box[axis + 2] = box[axis] + half;
                box[axis] = box[axis] - half;
            }
        }

        @Override
        void fromCorners(float[] box, int at) {
            for (int axis = at; axis < at + 2; axis++) {
                float low = box[axis];
                float high = box[axis + 2];
                box[axis] = (low + high) / 2;
                box[axis + 2] = high - low;
            }
        }
    };

    abstract void toCorners(float[] box, int at);

    abstract void fromCorners(float[] box, int at);
}
