package io.vertebra.cli;

import io.vertebra.api.error.Problem;

/** One JSON document on standard output, printed when it is whole. */
final class JsonSink implements ResultSink {
    private final Terminal terminal;
    private final StringBuilder text = new StringBuilder();
    private final ResultDocument document;

    JsonSink(Terminal terminal, String model) {
        this.terminal = terminal;
        document = new ResultDocument(model, text::append);
    }

    @Override
    public void accept(Finding finding) {
        document.add(finding);
    }

    @Override
    public void reject(String file, Problem problem) {
        document.add(file, problem);
    }

    @Override
    public void finish() {
        document.end();
        terminal.out().print(text);
    }
}
