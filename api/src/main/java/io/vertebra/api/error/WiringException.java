package io.vertebra.api.error;

/** Two neighbouring parts do not fit. Thrown by {@code features} and {@code outputs} of a component, before anything is built. */
public final class WiringException extends LoadException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message which level is asked for and what it needs
     * @param received what is there instead
     * @param fix what would fit
     */
    public WiringException(String message, String received, String fix) {
        super(Problem.of(ErrorCode.WIRING, message).received(received).fix(fix));
    }
}
