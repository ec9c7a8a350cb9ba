package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.result.Classes;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.api.result.Face;
import io.vertebra.api.result.Faces;
import io.vertebra.api.result.Instance;
import io.vertebra.api.result.Instances;
import io.vertebra.api.result.Joint;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import io.vertebra.api.result.Result;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One table on standard output: a line for each thing that was found. */
final class TableSink implements ResultSink {
    private static final String NOTHING = "-";

    private final Terminal terminal;
    private final TextTable table = new TextTable(
            TextTable.Column.path("file"),
            TextTable.Column.text("name"),
            TextTable.Column.number("score"),
            TextTable.Column.whole("box"));

    TableSink(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(Finding finding) {
        String file = finding.file().toString();
        Result result = finding.result();
        int before = table.size();
        if (result instanceof Detections found) {
            add(file, found.detections());
        } else if (result instanceof Faces found) {
            add(file, found.faces().stream().map(Face::detection).toList());
        } else if (result instanceof Instances found) {
            add(file, found.instances().stream().map(Instance::detection).toList());
        } else if (result instanceof Classes found) {
            found.classes().forEach(one -> table.add(file, one.name(), Words.score(one.score()), ""));
        } else if (result instanceof Poses found) {
            found.poses().forEach(one -> add(file, one));
        } else {
            table.add(file, result.kind(), "", "");
        }
        if (table.size() == before) {
            table.add(file, NOTHING, "", "");
        }
    }

    private void add(String file, List<Detection> detections) {
        for (Detection one : detections) {
            table.add(file, one.name(), Words.score(one.score()), box(one.box()));
        }
    }

    /** The person, then the joints that can be seen. */
    private void add(String file, Pose pose) {
        table.add(file, "pose", Words.score(pose.score()), box(pose.box()));
        pose.joints().stream()
                .filter(Joint::visible)
                .forEach(joint -> table.add(
                        file,
                        joint.name(),
                        Words.score(joint.score()),
                        Math.round(joint.x()) + " " + Math.round(joint.y())));
    }

    private static String box(Box box) {
        return Stream.of(box.x1(), box.y1(), box.x2(), box.y2())
                .map(edge -> Integer.toString(Math.round(edge)))
                .collect(Collectors.joining(" "));
    }

    /** Said on standard error already. */
    @Override
    public void reject(String file, Problem problem) {}

    @Override
    public void finish() {
        if (table.size() > 0) {
            terminal.print(table.lines(Terminal.COLUMNS));
        }
    }
}
