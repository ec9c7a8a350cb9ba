package io.vertebra.api.error;

/**
 * The stable codes of everything that can go wrong. A code never changes its meaning; texts may improve.
 *
 * <p>The letter says where to look: U the call, I the image, R the recipe, W the weights, P the plugin, M the model, S a service under
 * load, X us.
 */
public enum ErrorCode {
    /** The call itself makes no sense: an argument is missing or contradicts another. */
    USAGE("U-001"),
    /** A name that no loaded plugin provides. */
    UNKNOWN_MODEL("U-002"),

    /** The file does not exist or cannot be read. */
    IMAGE_UNREADABLE("I-001"),
    /** The file is empty. */
    IMAGE_EMPTY("I-002"),
    /** The content is none of the image formats that are read. */
    IMAGE_FORMAT("I-003"),
    /** The image starts well and then ends or breaks. */
    IMAGE_CORRUPT("I-004"),
    /** The header claims more pixels than the limit allows. */
    IMAGE_TOO_LARGE("I-005"),
    /** A folder or pattern that holds no image. */
    NO_IMAGES("I-006"),
    /** A result cannot be written where it was asked for. */
    OUTPUT_NOT_WRITABLE("I-007"),
    /** A sample without an input that the model asks for, or with one that it does not know. */
    SAMPLE_MISMATCH("I-008"),

    /** The recipe file does not exist or cannot be read. */
    RECIPE_UNREADABLE("R-001"),
    /** The file is not well-formed YAML of the safe subset. */
    RECIPE_SYNTAX("R-002"),
    /** The file exceeds a limit on size, depth or aliases. */
    RECIPE_LIMIT("R-003"),
    /** A recipe that extends itself, or a variable that holds itself. */
    RECIPE_CYCLE("R-004"),
    /** A key that does not exist at this place. */
    UNKNOWN_KEY("R-101"),
    /** A key that must be there and is not. */
    MISSING_KEY("R-102"),
    /** A key that stands twice. */
    DUPLICATE_KEY("R-103"),
    /** A value of another type than the key takes. */
    WRONG_TYPE("R-104"),
    /** A value outside the range or the set that the key allows. */
    OUT_OF_RANGE("R-105"),
    /** A component, variant, model to extend, label list or weights name that no loaded plugin provides. */
    UNKNOWN_COMPONENT("R-106"),
    /** A component that refuses its options taken together. */
    INVALID_OPTIONS("R-107"),
    /** A {@code ${name}} for which there is no variable. */
    UNKNOWN_VARIABLE("R-108"),
    /** An operator that does not fit the inherited list or map that it edits. */
    MERGE_OPERATOR("R-109"),
    /** Two neighbouring parts do not fit. */
    WIRING("R-201"),
    /** The input size breaks the rule of the backbone. */
    INPUT_SIZE("R-202"),
    /** The labels do not match the number of classes. */
    LABELS_MISMATCH("R-203"),
    /** The head makes nothing that the task can use. */
    TASK_MISMATCH("R-204"),

    /** The weights file does not exist or cannot be read. */
    WEIGHTS_UNREADABLE("W-001"),
    /** The weights file is cut off, or its header and content disagree. */
    WEIGHTS_CORRUPT("W-002"),
    /** The weights file is of no known format. */
    WEIGHTS_FORMAT("W-003"),
    /** The content does not have the recorded SHA-256. */
    WEIGHTS_CHECKSUM("W-004"),
    /** The weights have a licence that the recipe does not allow. */
    LICENCE_REFUSED("W-005"),
    /** The weights are on the network, and that is not allowed or does not work. */
    WEIGHTS_NETWORK("W-006"),
    /** The weights were made for images whose colours are prepared in another way than the recipe does. */
    WEIGHTS_INPUT("W-007"),
    /** Tensors are missing, unexpected, or of another shape than the model's parameters. */
    WEIGHTS_MISMATCH("W-101"),

    /** The JAR is not a plugin, or its descriptor is wrong. */
    PLUGIN_DESCRIPTOR("P-001"),
    /** The plugin was built against an API, Java or engine that this host does not have. */
    PLUGIN_VERSION("P-002"),
    /** The plugin's class cannot be found, created or linked. */
    PLUGIN_PROVIDER("P-003"),
    /** Two plugins claim the same name. */
    PLUGIN_CONFLICT("P-004"),
    /** The plugin provides something else than its descriptor says. */
    PLUGIN_INVENTORY("P-005"),
    /** The plugins folder does not exist or cannot be read. */
    PLUGIN_FOLDER("P-006"),
    /** The JAR holds something that no plugin needs: entries that lead out of it, a class twice, a link out of the folder. */
    PLUGIN_UNSAFE("P-007"),
    /** The lock file cannot be read, or a plugin is not the one that it names. */
    PLUGIN_LOCK("P-008"),
    /** The lock file switches the plugin off. */
    PLUGIN_DISABLED("P-009"),
    /** A plugin that has to be there is missing or unusable. */
    PLUGIN_REQUIRED("P-010"),

    /** A network used something outside the portable surface in a run that needs it. */
    NOT_PORTABLE("M-001"),
    /** The model or predictor was closed. */
    CLOSED("M-002"),
    /** A fixture for the parity check cannot be read or names something unknown. */
    FIXTURE("M-003"),
    /** The asked device or runtime is not there. */
    DEVICE("M-004"),
    /** A head without losses was asked to train. */
    INFERENCE_ONLY("M-005"),
    /** A truth that does not fit the model: a label out of range, a box without area, another number of images. */
    TRUTH_MISMATCH("M-006"),

    /** As many predictions run and wait as the predictor was told to allow. */
    OVERLOADED("S-001"),
    /** The prediction was not done by its deadline; what it may still give is dropped. */
    DEADLINE("S-002"),
    /** The caller was interrupted while it waited for a prediction. */
    CANCELLED("S-003"),

    /** A defect of Vertebra or of a plugin. */
    INTERNAL("X-001");

    private final String id;

    ErrorCode(String id) {
        this.id = id;
    }

    /** The code as users see it, such as {@code R-101}. */
    public String id() {
        return id;
    }
}
