package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.plugin.VisionPlugin;
import java.util.ServiceConfigurationError;

/** Turns what a plugin's class threw into a problem that tells its author what to change. */
final class Blame {
    /** Where a JAR names its implementation of {@link VisionPlugin}. */
    static final String SERVICE_FILE = "META-INF/services/" + VisionPlugin.class.getName();

    private Blame() {}

    /** For a failure while the provider was looked for or created. */
    static Problem discovery(Throwable failure, String builtAgainst, Location at) {
        if (!(failure instanceof ServiceConfigurationError)) {
            return cause(failure, builtAgainst).at(at);
        }
        if (failure.getCause() != null) {
            return cause(failure.getCause(), builtAgainst).at(at);
        }
        String text = String.valueOf(failure.getMessage()).replace(VisionPlugin.class.getName() + ": ", "");
        return Problem.of(
                        ErrorCode.PLUGIN_PROVIDER,
                        "the service file names classes of the plugin that implement VisionPlugin")
                .at(at)
                .received(Texts.clip(text))
                .fix("write the full name of such a class into " + SERVICE_FILE);
    }

    /** For a failure while the provider was asked for something. */
    static Problem call(Throwable failure, String builtAgainst, Location at) {
        if (failure instanceof LinkageError) {
            return cause(failure, builtAgainst).at(at);
        }
        return problem("a plugin lists its components without an exception", failure)
                .fix("mend the methods of the plugin's VisionPlugin")
                .at(at);
    }

    private static Problem cause(Throwable cause, String builtAgainst) {
        if (cause instanceof NoSuchMethodException) {
            return problem("a provider has a public constructor without parameters", cause)
                    .fix("add one");
        }
        if (cause instanceof IllegalAccessException || cause instanceof InstantiationException) {
            return problem("a provider is a public class that is not abstract", cause)
                    .fix("declare it public final");
        }
        if (cause instanceof UnsupportedClassVersionError) {
            return Problem.of(ErrorCode.PLUGIN_VERSION, "a plugin's classes run on this Java")
                    .received(Texts.of(cause))
                    .fix("compile the plugin with --release "
                            + Runtime.version().feature() + " or lower");
        }
        if (cause instanceof ExceptionInInitializerError) {
            Throwable inner = cause.getCause() == null ? cause : cause.getCause();
            return problem("a provider's static initialiser ends without an exception", inner)
                    .fix("do such work later, when a network is built");
        }
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
            return problem("a plugin brings every class that it needs, except those of the API", cause)
                    .fix("put the missing library beside the plugin into one folder; Vertebra's own are not visible");
        }
        if (cause instanceof IncompatibleClassChangeError) {
            return Problem.of(ErrorCode.PLUGIN_VERSION, "a plugin fits the API of this Vertebra")
                    .received(builtAgainst + ": " + Texts.of(cause))
                    .fix("install a version of the plugin that was built for this Vertebra");
        }
        if (cause instanceof LinkageError) {
            return problem("a plugin's classes can be linked", cause).fix("build the plugin again from clean sources");
        }
        return problem("a provider's constructor ends without an exception", cause)
                .fix("do such work later, when a network is built");
    }

    private static Problem problem(String rule, Throwable cause) {
        return Problem.of(ErrorCode.PLUGIN_PROVIDER, rule).received(Texts.of(cause));
    }
}
