package io.vertebra.cli;

/**
 * What {@code doctor} says about one thing.
 *
 * @param name of the thing
 * @param status whether it is as it should be
 * @param detail what was found
 * @param fix what to do, empty when all is well
 */
record Check(String name, Status status, String detail, String fix) {
    /** How bad it is. */
    enum Status {
        OK,
        /** Vertebra works, but something may surprise. */
        WARN,
        /** Something does not work. */
        FAIL
    }

    static Check ok(String name, String detail) {
        return new Check(name, Status.OK, detail, "");
    }

    static Check warn(String name, String detail, String fix) {
        return new Check(name, Status.WARN, detail, fix);
    }

    static Check fail(String name, String detail, String fix) {
        return new Check(name, Status.FAIL, detail, fix);
    }
}
