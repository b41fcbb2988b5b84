package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file holds ends as rows, as rejected rows with their line, or puts the file aside with its line: nothing is guessed. */
class HostileBytesTest {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private final Fixture fixture = new Fixture("t");
    private final CsvAgent agent = set(new CsvAgent());

    private <T extends FileAgent> T set(T made) {
        made.setName("files");
        made.setTopic("t");
        made.setServices(fixture.services());
        return made;
    }

    private List<FakeQueue.Row> read(String text, Charset charset) throws Exception {
        agent.read(Files.write(folder.resolve("a.csv"), text.getBytes(charset)), "a.csv");
        return fixture.queue.rows();
    }

    /** A file with a part that is repeated. */
    private Path large(String start, String part, long times, String end) throws IOException {
        Path file = folder.resolve("large.csv");
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(start.getBytes(StandardCharsets.UTF_8));
            for (long i = 0; i < times; i++) {
                out.write(bytes);
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    @Attack(
            kind = Kind.BYTES,
            by = "bytes that are none of the file's charset, in a CSV row",
            then = "reject that row with its line; the rows around it are written, and none has U+FFFD")
    void a_row_with_foreign_bytes_is_unreadable() throws Exception {
        List<FakeQueue.Row> rows = read("A,B\n1,é\n2,\"x\né\"\n3,z\n", StandardCharsets.ISO_8859_1);
        assertThat(rows).extracting(FakeQueue.Row::line).containsExactly(2, 3, 5);
        assertThat(rows)
                .extracting(FakeQueue.Row::unreadable)
                .containsExactly(
                        "the row holds bytes that are no UTF-8", "the row holds bytes that are no UTF-8", null);
        fixture.queue.clear();
        agent.setCharset("windows-1252");
        assertThat(read("A,B\n1,\u0081\n2,é\n", StandardCharsets.ISO_8859_1))
                .extracting(FakeQueue.Row::unreadable)
                .containsExactly("the row holds bytes that are no windows-1252", null);
    }

    @Test
    @Attack(
            kind = Kind.BYTES,
            by = "bytes that are none of the charset, in a header or a fixed-length line",
            then = "put the CSV file aside, and reject the line, with file and line")
    void a_header_and_a_line_with_foreign_bytes_are_refused() throws Exception {
        assertThatThrownBy(() -> read("A,Größe\n1,2\n", StandardCharsets.ISO_8859_1))
                .isInstanceOf(BadFileException.class)
                .hasMessage("a.csv:1: column 2 of the header, 'Gr\uFFFD\uFFFDe', holds bytes that are no UTF-8");
        FixedLengthAgent fixed = set(new FixedLengthAgent());
        fixed.setCamelContext(new DefaultCamelContext());
        fixed.setModel(ShipmentLayout.class.getName());
        String good = ShipmentLayout.line("U", 1, "10.50", "20260131", "AIR");
        fixed.read(
                Files.write(
                        folder.resolve("a.txt"),
                        (good + "\n" + good.replace("AIR", "ÄIR") + "\n" + good).getBytes(StandardCharsets.ISO_8859_1)),
                "a.txt");
        assertThat(fixture.queue.rows()).extracting(FakeQueue.Row::line).containsExactly(1, 2, 3);
        assertThat(fixture.queue.rows())
                .extracting(FakeQueue.Row::unreadable)
                .containsExactly(null, "the line holds bytes that are none of the file's charset", null);
    }

    @Test
    @Attack(
            kind = Kind.BYTES,
            by = "a UTF-16 file where UTF-8 is declared, with a byte-order mark or without",
            then = "is put aside; the reason says which charset it looks like")
    void a_utf_16_file_is_recognised() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("\uFEFF", "")) {
                assertThatThrownBy(() -> read(mark + "ID,NAME\n1,x\n", charset))
                        .as("%s %s", charset, mark.length())
                        .isInstanceOf(BadFileException.class)
                        .hasMessageStartingWith("a.csv:1: ")
                        .hasMessageContaining("UTF-16");
            }
        }
        assertThat(fixture.queue.rows()).isEmpty();
    }

    @Test
    @Attack(
            kind = Kind.BYTES,
            by = "NUL and other control characters in values",
            then = "are data and arrive unchanged")
    void control_characters_are_data() throws Exception {
        String value = "a\u0000b\u0001\u001F\u007F\u0085";
        assertThat(read("A,B\n1," + value + "\n", StandardCharsets.UTF_8).get(0).values())
                .isEqualTo(Map.of("A", "1", "B", value));
    }

    @Test
    @Attack(
            kind = Kind.BYTES,
            by = "a quote that is never closed, 100 MB before the end of the file",
            then =
                    "puts the file aside with the line at which its row begins; the rows before it are published; memory is"
                            + " bounded")
    void an_open_quote_does_not_fill_the_memory() throws Exception {
        Path file = large("A,B\n1,2\n3,\"", "never closed,\n".repeat(100), MEBIBYTE / 14, "");
        long before = allocated();
        assertThatThrownBy(() -> agent.read(file, "large.csv"))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("large.csv:3: the row that begins here cannot be read: ");
        assertThat(allocated() - before).isLessThan(60 * MEBIBYTE);
        assertThat(fixture.queue.rows()).hasSize(1);
    }

    @Test
    @Attack(
            kind = Kind.BYTES,
            by = "one line of 20 million commas, or of 40 MB in values that are small each",
            then = "is one rejected row with its line; memory is bounded; the rows behind it are published")
    void a_line_of_endless_values_is_one_unreadable_row() throws Exception {
        long before = allocated();
        agent.read(large("A,B\n1,2\n", ",".repeat(10_000), 2_000, "\n3,4\n"), "large.csv");
        agent.read(large("A,B\n1,2\n", ("x".repeat(999) + ",").repeat(10), 4_000, "\n3,4\n"), "large.csv");
        assertThat(allocated() - before).isLessThan(200 * MEBIBYTE);
        assertThat(fixture.queue.rows())
                .extracting(FakeQueue.Row::unreadable)
                .containsExactly(
                        null,
                        "20000001 values where the header names 2 columns",
                        null,
                        null,
                        "40001 values where the header names 2 columns",
                        null);
        fixture.queue.clear();
        agent.read(large("A,B\n1,2\n", "x".repeat(3_000), 1_000, "," + "y".repeat(3_000_000) + "\n3,4\n"), "large.csv");
        assertThat(fixture.queue.rows())
                .extracting(FakeQueue.Row::unreadable)
                .containsExactly(null, "the row is larger than a message can be; only its beginning is kept", null);
    }

    @Test
    @Attack(
            kind = Kind.BYTES,
            by = "a header with an empty or doubled name, or with more than 10,000 columns",
            then = "puts the file aside, with the column")
    void a_header_that_is_none_is_refused() throws Exception {
        assertThatThrownBy(() -> agent.read(large("", "X,".repeat(10_000), 1_000, "\n1\n"), "large.csv"))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        "large.csv:1: the header has 10000001 columns; at most 10000 are read, of 4 million characters"
                                + " together");
        assertThatThrownBy(() -> read("A,,C\n1,2,3", StandardCharsets.UTF_8))
                .hasMessage("a.csv:1: column 2 of the header has no name");
        assertThatThrownBy(() -> read("A,b,B\n1,2,3", StandardCharsets.UTF_8))
                .hasMessage("a.csv:1: the header names 'B' twice (in capitals or not)");
    }

    @Test
    @Attack(
            kind = Kind.BYTES,
            by = "a fixed-length file without line breaks",
            then = "is put aside with the line that is too long; memory is bounded")
    void a_line_without_an_end_does_not_fill_the_memory() throws Exception {
        FixedLengthAgent fixed = set(new FixedLengthAgent());
        fixed.setCamelContext(new DefaultCamelContext());
        fixed.setModel(ShipmentLayout.class.getName());
        Path file = large("", "x".repeat(1_024), 20 * MEBIBYTE / 1_024, "");
        long before = allocated();
        assertThatThrownBy(() -> fixed.read(file, "large.txt"))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        "large.txt:1: the line is longer than 65536 characters; this is no file of fixed-length lines");
        assertThat(allocated() - before).isLessThan(20 * MEBIBYTE);
    }
}
