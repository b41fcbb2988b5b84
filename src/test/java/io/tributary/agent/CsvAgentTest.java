package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvAgentTest {

    @TempDir
    Path folder;

    private final Fixture fixture = new Fixture("crm.customer");
    private final CsvAgent agent = agent();

    private CsvAgent agent() {
        CsvAgent made = new CsvAgent();
        made.setName("customers");
        made.setTopic("crm.customer");
        made.setServices(fixture.services());
        return made;
    }

    private List<FakeQueue.Row> read(String text, Charset charset) throws Exception {
        return read(text.getBytes(charset));
    }

    private List<FakeQueue.Row> read(byte[] bytes) throws Exception {
        agent.read(file(bytes), "a.csv");
        return fixture.queue.rows();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.csv"), bytes);
    }

    private List<FakeQueue.Row> read(String text) throws Exception {
        return read(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void quotes_delimiters_and_line_breaks_within_quotes_belong_to_the_value() throws Exception {
        agent.setDelimiter(";");
        agent.setCharset("ISO-8859-1");
        List<FakeQueue.Row> rows = read(
                "ID;NAME;ADDRESS\r\n1;\"Zoë \"\"Z\"\"\";\"Via; 1\r\n2nd\"\r\n\r\n2;;x\r\n",
                StandardCharsets.ISO_8859_1);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).values())
                .containsEntry("NAME", "Zoë \"Z\"")
                .containsEntry("ADDRESS", "Via; 1\r\n2nd")
                .containsEntry("ID", "1");
        assertThat(rows.get(0).line()).isEqualTo(2);
        assertThat(rows.get(1).line()).isEqualTo(5);
        assertThat(rows.get(1).values()).containsEntry("NAME", "");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_name_and_overrules_the_charset() throws Exception {
        agent.setCharset("ISO-8859-1");
        List<FakeQueue.Row> rows = read("\uFEFFNATION_ID,NAME\n1,Perú", StandardCharsets.UTF_8);
        assertThat(rows.get(0).values()).containsEntry("NATION_ID", "1").containsEntry("NAME", "Perú");
    }

    @Test
    void utf_16_is_read_with_its_byte_order_mark() throws Exception {
        agent.setCharset("UTF-16");
        assertThat(read("A\nß\n", StandardCharsets.UTF_16).get(0).values()).containsEntry("A", "ß");
    }

    @Test
    void a_row_of_another_width_is_unreadable_and_the_rest_goes_on() throws Exception {
        List<FakeQueue.Row> rows = read("A,B\n1,2\n3\n4,\"5,5\",6\n7,8\n");
        assertThat(rows).extracting(FakeQueue.Row::line).containsExactly(2, 3, 4, 5);
        assertThat(rows)
                .extracting(FakeQueue.Row::unreadable)
                .containsExactly(
                        null,
                        "1 values where the header names 2 columns",
                        "3 values where the header names 2 columns",
                        null);
        assertThat(rows.get(2).values()).containsEntry("A", "4,\"5,5\",6");
    }

    @Test
    void bytes_that_are_none_of_the_charset_are_never_replaced_in_silence() throws Exception {
        List<FakeQueue.Row> rows = read("A,B\n1,Jos\u00e9\n2,ok\n", StandardCharsets.ISO_8859_1);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).unreadable()).isEqualTo("the row holds bytes that are no UTF-8");
        assertThat(rows.get(0).values()).containsEntry("A", "1,Jos\uFFFD");
        assertThat(rows.get(1).values()).containsEntry("B", "ok");
    }

    @Test
    void a_real_replacement_character_and_characters_beyond_the_basic_plane_are_values() throws Exception {
        assertThat(read("A,B\n\uFFFD,\uD83D\uDC80\n").get(0).values())
                .containsEntry("A", "\uFFFD")
                .containsEntry("B", "\uD83D\uDC80");
    }

    @Test
    void files_without_rows_publish_nothing() throws Exception {
        assertThat(read("")).isEmpty();
        assertThat(read("\uFEFF")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
        assertThat(read("A,B")).isEmpty();
        assertThat(read("A,B\r\n")).isEmpty();
    }

    @Test
    void a_header_with_an_empty_or_doubled_name_fails_the_file() {
        assertThatThrownBy(() -> read("A,,C\n1,2,3")).hasMessage("a.csv:1: column 2 of the header has no name");
        assertThatThrownBy(() -> read("A,b,B\n1,2,3"))
                .isInstanceOf(BadFileException.class)
                .hasMessage("a.csv:1: the header names 'B' twice (in capitals or not)");
        assertThat(fixture.queue.rows()).isEmpty();
    }

    @Test
    void a_quote_that_is_never_closed_fails_the_file_at_its_line_after_the_rows_before_it() {
        for (String end : List.of("", "\n", "\n\n", "x", "\"\"", "x\"\"\n")) {
            fixture.queue.clear();
            assertThatThrownBy(() -> read("A,B\n1,2\n3,\"" + end))
                    .as("end: %s", end)
                    .isInstanceOf(BadFileException.class)
                    .hasMessage("a.csv:3: a quote is opened in the row that begins here and is not closed before the "
                            + "file ends");
            assertThat(fixture.queue.rows()).hasSize(1);
        }
    }

    @Test
    void a_closed_quote_at_the_end_is_a_value() throws Exception {
        assertThat(read("A,B\n1,\"\"\n2,\"\"\"\"\n3,\"x\n\""))
                .extracting(row -> row.values().get("B"))
                .containsExactly("", "\"", "x\n");
    }

    @Test
    void text_behind_a_closing_quote_fails_the_file_at_its_line() {
        assertThatThrownBy(() -> read("A,B\n1,2\n3,\"5\" pipe\"\n4,4\n"))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("a.csv:3: the row that begins here cannot be read: ");
        assertThat(fixture.queue.rows()).hasSize(1);
    }

    @Test
    void columns_of_files_without_a_header_come_from_the_template() throws Exception {
        agent.setColumns("ID, NAME");
        agent.setDelimiter("tab");
        assertThat(read("1\tx\n").get(0).values()).containsEntry("ID", "1").containsEntry("NAME", "x");
        assertThat(fixture.queue.rows().get(0).line()).isEqualTo(1);
    }

    @Test
    void a_header_wider_than_the_first_guess_keeps_all_of_its_columns() throws Exception {
        String header = String.join(
                ",",
                java.util.stream.IntStream.range(0, 50).mapToObj(i -> "C" + i).toList());
        String row = String.join(
                ",",
                java.util.stream.IntStream.range(0, 50)
                        .mapToObj(String::valueOf)
                        .toList());
        assertThat(read(bytes(header + "\n" + row)).get(0).values()).hasSize(50).containsEntry("C49", "49");
    }

    @Test
    void a_wrong_parameter_names_itself() {
        assertThatThrownBy(() -> agent.setCharset("latin-9000"))
                .hasMessage("charset: 'latin-9000' is none that this Java knows; UTF-8, ISO-8859-1 or "
                        + "windows-1252 would be");
        assertThatThrownBy(() -> agent.setDelimiter(";;")).hasMessageContaining("is not one character");
    }
}
