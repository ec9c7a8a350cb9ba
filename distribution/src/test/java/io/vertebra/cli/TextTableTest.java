package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTableTest {
    private static TextTable table() {
        TextTable table = new TextTable(
                TextTable.Column.path("file"),
                TextTable.Column.text("name"),
                TextTable.Column.number("score"),
                TextTable.Column.whole("box"));
        table.add("photo.jpg", "face", "0.987", "1 2 30 40");
        table.add("a/very/long/path/to/some/photograph.jpg", "traffic light", "1.000", "1000 2 3000 40");
        return table;
    }

    @Test
    void columnsAreAsWideAsTheirText() {
        assertThat(String.join("\n", table().lines(80))).isEqualTo("""
                        file                                     name           score  box
                        photo.jpg                                face           0.987  1 2 30 40
                        a/very/long/path/to/some/photograph.jpg  traffic light  1.000  1000 2 3000 40""");
    }

    @Test
    void aPathIsShortenedInItsMiddle() {
        assertThat(String.join("\n", table().lines(60))).isEqualTo("""
                        file                    name           score  box
                        photo.jpg               face           0.987  1 2 30 40
                        a/very...hotograph.jpg  traffic light  1.000  1000 2 3000 40""");
    }

    @Test
    void columnsThatStayWholeWinOverTheWidth() {
        assertThat(table().lines(20)).last().isEqualTo("a....jpg  traff...  1.000  1000 2 3000 40");
    }

    @Test
    void aSentenceGoesOnInItsColumnOrBelowWhenThatIsNarrow() {
        TextTable table = new TextTable(TextTable.Column.whole("name"), TextTable.Column.sentence("title"));
        table.add("short", "Nothing to break");
        table.add("long-name", "A network of forty layers that nobody cuts in two");
        assertThat(table.lines(80)).contains("long-name  A network of forty layers that nobody cuts in two");
        assertThat(String.join("\n", table.lines(42))).isEqualTo("""
                        name       title
                        short      Nothing to break
                        long-name  A network of forty layers that
                                   nobody cuts in two""");
        assertThat(String.join("\n", table.lines(36))).isEqualTo("""
                        name
                            title
                        short
                            Nothing to break
                        long-name
                            A network of forty layers that
                            nobody cuts in two""");
    }

    @Test
    void aColumnWithoutTextIsLeftOut() {
        TextTable table = new TextTable(
                TextTable.Column.path("file"), TextTable.Column.whole("box"), TextTable.Column.number("score"));
        table.add("a.jpg", "", "0.5");
        table.add("b.jpg", "", "");
        assertThat(table.lines(80)).containsExactly("file   score", "a.jpg    0.5", "b.jpg");
    }

    @Test
    void controlCharactersOfAFileNameDoNotReachTheTerminal() {
        TextTable table = new TextTable(TextTable.Column.text("file"));
        table.add("a\u001b[31m\nb");
        assertThat(table.lines(80)).containsExactly("file", "a?[31m?b");
    }

    @Test
    void charactersOutsideTheBasicPlaneCountOnceAndAreNotCutInTwo() {
        String faces = "\ud83d\ude00".repeat(12);
        assertThat(TextTable.shorten(faces, 12, TextTable.Cut.MIDDLE)).isEqualTo(faces);
        assertThat(TextTable.shorten(faces, 9, TextTable.Cut.MIDDLE))
                .isEqualTo("\ud83d\ude00".repeat(2) + "..." + "\ud83d\ude00".repeat(4));
    }
}
