package io.vertebra.cli;

/** Entry point of the command line. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(CommandTree.run(Terminal.system(), args));
    }
}
