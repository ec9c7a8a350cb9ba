package io.vertebra.cli;

/** Entry point of the command line. */
public final class Main {

    private Main() {}

    /** Prints the version; the verbs are still to come. */
    public static void main(String[] args) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("vertebra " + (version == null ? "(development)" : version));
    }
}
