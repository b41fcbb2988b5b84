package io.tributary.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchCodecTest {

    private static final Instant SENT = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final String HEAD =
            "{\"tributary\":1,\"topic\":\"crm.customer\",\"readAt\":5,\"sequence\":7,\"columns\":[\"A\",\"B\"],\"rows\":";

    private final RecordBatchCodec codec = new RecordBatchCodec(1_000_000);

    @Test
    void whatever_a_batch_holds_comes_back_equal_and_travels_as_legal_xml() throws Exception {
        Random random = new Random(4711);
        for (int i = 0; i < 500; i++) {
            RecordBatch batch = randomBatch(random);
            String body = codec.encode(batch);
            assertThat(body.codePoints().allMatch(RecordBatchCodecTest::legalInXml))
                    .as("a body that SQS takes")
                    .isTrue();
            assertSame(codec.decode(body, batch.topic(), SENT), batch);
        }
    }

    @Test
    void a_plain_object_sent_again_is_the_record_with_the_version_that_it_was() throws Exception {
        String body = "{\"ID\": 7, \"NAME\": \"Ada\", \"MORE\": [1.50, null, {\"a\": true}]}";
        RecordBatch first = codec.decode(body, "crm.customer", SENT);
        RecordBatch wrapped = RecordBatchCodec.resendable(first, "m-1");
        assertThat(wrapped.place()).isEqualTo("m-1");
        String again = codec.encode(wrapped);
        assertSame(codec.decode(again, "crm.customer", SENT.plusSeconds(9_000)), wrapped);
        assertThat(wrapped.sequence(0)).isEqualTo(first.sequence(0));
        assertThat(RecordBatchCodec.resendable(wrapped, "m-2"))
                .as("sent again for the second time")
                .isSameAs(wrapped);
        RecordBatch ours = batch(List.of("ID"), row(7L));
        assertThat(RecordBatchCodec.resendable(ours, "m-3")).isSameAs(ours);
    }

    @Test
    void what_a_body_will_take_is_known_before_it_is_decoded() throws Exception {
        assertThat(PackedText.unpackedBytes("{\"a\": 1}")).isEqualTo(8);
        for (int length : new int[] {10_000, 10_001, 10_002, 70_000}) {
            assertThat(PackedText.unpackedBytes(gzip("x".repeat(length)))).isEqualTo(length);
        }
        assertThat(PackedText.unpackedBytes("H4sI no gzip and no Base64 either"))
                .isEqualTo(33);
    }

    @Test
    void a_row_with_what_xml_forbids_travels_uncompressed_too() throws Exception {
        RecordBatch batch = batch(List.of("A\uFFFF"), row("\u0000\u0008\uFFFE\uD83D \uD83D\uDE00 \uDE00é\r"));
        String body = codec.encode(batch);
        assertThat(body).startsWith("{").contains("\\uFFFE", "\\uFFFF", "\\u0000", "\\uD83D ", "é");
        assertSame(codec.decode(body, batch.topic(), SENT), batch);
    }

    @Test
    void many_like_rows_are_compressed_and_few_are_not() throws Exception {
        List<Object[]> rows = new ArrayList<>();
        for (long i = 0; i < 1_000; i++) {
            rows.add(row("Customer " + i, i));
        }
        RecordBatch many = batch(List.of("NAME", "ID"), rows.toArray(new Object[0][]));
        assertThat(codec.encode(many)).startsWith("H4sI").hasSizeLessThan(9_000);
        assertSame(codec.decode(codec.encode(many), many.topic(), SENT), many);
        assertThat(codec.encode(batch(List.of("NAME"), row("x")))).startsWith("{\"tributary\":1,");
    }

    @Test
    void members_that_would_say_nothing_are_left_out() {
        RecordBatch batch = new RecordBatch(
                "t",
                "",
                "",
                Instant.ofEpochMilli(9),
                3,
                List.of("A"),
                List.<Object[]>of(row("x")),
                new BitSet(),
                null,
                Map.of());
        assertThat(codec.encode(batch))
                .isEqualTo(
                        "{\"tributary\":1,\"topic\":\"t\",\"readAt\":9,\"sequence\":3,\"columns\":[\"A\"],\"rows\":[[\"x\"]]}");
    }

    @Test
    void one_plain_object_is_one_upsert_with_the_time_it_was_sent_as_sequence() throws Exception {
        RecordBatch batch = codec.decode(
                " {\"ID\": 42, \"NAME\": null, \"TAGS\": [1, {\"a\": true}], \"ADDRESS\": {\"CITY\": \"Roma\"}, \"P\": 1.50}\n",
                "crm.customer",
                SENT);
        assertThat(batch.columns()).containsExactly("ID", "NAME", "TAGS", "ADDRESS", "P");
        assertThat(batch.rows()).hasSize(1);
        assertThat(batch.rows().get(0))
                .containsExactly(
                        42L, null, List.of(1L, Map.of("a", true)), Map.of("CITY", "Roma"), new BigDecimal("1.50"));
        assertThat(batch.firstSequence()).isEqualTo(1_770_091_506_789_000L);
        assertThat(batch.operation(0)).isEqualTo(Operation.UPSERT);
        assertThat(batch.source()).isEqualTo("message");
        assertThat(batch.topic()).isEqualTo("crm.customer");
    }

    @Test
    void members_may_come_in_any_order_and_with_names_of_ones_own() throws Exception {
        RecordBatch batch = codec.decode(
                "{\"rows\":[[1,2],[3,4]],\"lines\":[2,5],\"x-trace\":{\"a\":[1]},\"columns\":[\"A\",\"B\"],\"deletes\":[1],"
                        + "\"sequence\":7,\"readAt\":5,\"topic\":\"crm.customer\",\"tributary\":1}",
                "crm.customer",
                SENT);
        assertThat(batch.rows()).containsExactly(row(1L, 2L), row(3L, 4L));
        assertThat(batch.lines()).containsExactly(2, 7);
        assertThat(batch.operation(1)).isEqualTo(Operation.DELETE);
        assertThat(batch.firstSequence()).isEqualTo(7);
    }

    @Test
    void a_row_of_another_width_becomes_unreadable_and_leaves_the_others() throws Exception {
        RecordBatch batch = codec.decode(HEAD + "[[1,2],[3],[4,\"x\",6],[7,8]]}", "crm.customer", SENT);
        assertThat(batch.rows()).containsExactly(row(1L, 2L), row("[3]"), row("[4,\"x\",6]"), row(7L, 8L));
        assertThat(batch.unreadable())
                .isEqualTo(Map.of(
                        1, "the row has 1 values for 2 columns",
                        2, "the row has 3 values for 2 columns"));
    }

    @Test
    void a_bomb_is_refused_before_it_fills_the_memory() throws Exception {
        String bomb = gzip("{\"a\":\"" + "x".repeat(50_000_000) + "\"}");
        assertThat(bomb.length()).isLessThan(100_000);
        assertRefused(bomb, "more than 1000000 bytes of text");
        assertRefused("{\"a\":\"" + "x".repeat(1_000_000) + "\"}", "more than 1000000 bytes of text");
    }

    @Test
    void what_a_message_unpacks_to_is_known_before_and_cannot_be_hidden() throws Exception {
        for (int length = 1; length < 500; length += 7) {
            String text = "{\"a\":\"" + "x".repeat(length) + "\"}";
            assertThat(PackedText.unpackedBytes(gzip(text))).isEqualTo(text.length());
            assertThat(PackedText.unpackedBytes(text)).isEqualTo(text.length());
        }
        assertThat(PackedText.unpackedBytes("H4sI")).isEqualTo(4);
        assertThat(PackedText.unpackedBytes("H4sI" + "?".repeat(40))).isEqualTo(44);
        // gzip allows several members one after the other, and its end tells of the last.
        byte[] first = Base64.getDecoder().decode(gzip("{\"a\":\"" + "x".repeat(300_000)));
        byte[] last = Base64.getDecoder().decode(gzip("\"}"));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(last);
        assertRefused(
                Base64.getEncoder().encodeToString(both.toByteArray()),
                "its gzip says 2 bytes, and it unpacks to more");
    }

    @Test
    void an_exponent_cannot_hide_digits() throws Exception {
        assertThat(codec.decode("{\"a\":1E+900}", "t", SENT).rows().get(0)).containsExactly(new BigDecimal("1E+900"));
        assertRefused("{\"a\":1E999999999}", "more than 1000 digits");
        assertRefused("{\"a\":1E-999999999}", "more than 1000 digits");
        assertRefused("{\"a\":1E99999999999999}", "more than 1000 digits");
        assertRefused("{\"a\":" + "1".repeat(1_001) + "}", "more than 1000 digits");
        assertRefused("{\"a\":" + "1".repeat(5_000) + "}", "Number value length");
    }

    @Test
    void a_number_that_nobody_could_read_travels_as_text() throws Exception {
        RecordBatch batch = batch(List.of("N"), row(new BigDecimal("1E+2000")));
        assertThat(codec.decode(codec.encode(batch), batch.topic(), SENT).rows().get(0))
                .containsExactly("1E+2000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1]|holds an array; a record batch or one JSON object would be right",
                "\"x\"|holds a text;",
                "``|holds nothing;",
                "{\"a\":1} {\"b\":2}|something follows the JSON object",
                "{\"a\":1,\"a\":2}|the member 'a' comes twice",
                "{\"a\":{\"b\":1,\"b\":2}}|the member 'b' comes twice",
                "{\"a\":NaN}|no JSON that can be read: Non-standard token 'NaN'",
                "{\"a\":|no JSON that can be read: Unexpected end-of-input",
                "hello|no JSON that can be read: Unrecognized token 'hello'",
                "H4sIhello|cannot be decompressed",
                "{\"tributary\":2}|of form 2; this version reads form 1",
                "{\"tributary\":\"yes\"}|'tributary' of the record batch would have to be a whole number",
                "{\"tributary\":1,\"colour\":2}|a member 'colour' that is not known",
                "{\"tributary\":1,\"topic\":\"a\",\"topic\":\"b\"}|has 'topic' twice",
                "{\"tributary\":1}|has no 'topic'",
                "{\"tributary\":1,\"topic\":\"crm.customer\"}|has no 'columns'",
                "{\"tributary\":1,\"topic\":\"erp.orders\"}|is of topic 'erp.orders' and came on the queue of 'crm.customer'",
                "{\"tributary\":1,\"columns\":[\"A\",\"A\"]}|the column 'A' twice",
                "{\"tributary\":1,\"sequence\":99999999999999999999}|'sequence' of the record batch is beyond 64 bits",
            })
    void what_is_none_of_the_forms_is_refused_with_what_would_be_right(String body, String reason) {
        assertRefused(body, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[7]}|'rows' of the record batch would have to be a list of lists of values",
                "[[1,2]],\"deletes\":[1]}|'deletes' of the record batch names row 1; its rows are 0 to 0",
                "[[1,2]],\"unreadable\":{\"x\":\"y\"}}|names a row 'x'",
                "[[1,2]],\"lines\":[]}|has 0 lines and 1 rows",
                "[[1,2]],\"lines\":[-1]}|leads to line -1 for row 0",
                "[[1,2]],\"deletes\":[99999999999]}|beyond 32 bits",
            })
    void a_batch_that_contradicts_itself_is_refused(String end, String reason) {
        assertRefused(HEAD + end, reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 5_000})
    void nesting_is_bounded(int depth) {
        assertRefused("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}", "nesting depth");
    }

    @Test
    void what_would_not_come_back_is_not_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(batch(List.of("A"), row(Double.NaN))))
                .withMessageContaining("a value of java.lang.Double cannot travel");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(batch(List.of("A"), row("x", "y"))))
                .withMessageContaining("row 0 of a batch of crm.customer has 2 values; 1 would be right");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(batch(List.of("A"), row("x".repeat(1_000_000)))))
                .withMessageContaining("at most 1000000 can be read again");
    }

    private void assertRefused(String body, String reason) {
        assertThatExceptionOfType(MessageFormatException.class)
                .isThrownBy(() -> codec.decode(body, "crm.customer", SENT))
                .withMessageContaining(reason);
    }

    private static void assertSame(RecordBatch actual, RecordBatch expected) {
        assertThat(actual).usingRecursiveComparison().ignoringFields("rows").isEqualTo(expected);
        assertThat(actual.rows()).hasSameSizeAs(expected.rows());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.rows().get(i))
                    .as("row %d", i)
                    .isEqualTo(expected.rows().get(i));
        }
    }

    private static RecordBatch batch(List<String> columns, Object[]... rows) {
        return new RecordBatch(
                "crm.customer",
                "crm",
                "customers.csv",
                Instant.ofEpochMilli(1),
                2,
                columns,
                Arrays.asList(rows),
                new BitSet(),
                null,
                Map.of());
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private static RecordBatch randomBatch(Random random) {
        List<String> columns = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            columns.add(i + text(random));
        }
        List<Object[]> rows = new ArrayList<>();
        BitSet deletes = new BitSet();
        Map<Integer, String> unreadable = new LinkedHashMap<>();
        int size = random.nextInt(40);
        int[] lines = random.nextBoolean() ? new int[size] : null;
        for (int i = 0; i < size; i++) {
            if (random.nextInt(10) == 0) {
                unreadable.put(i, text(random));
                rows.add(row(text(random)));
            } else {
                rows.add(columns.stream().map(c -> value(random, 3)).toArray());
            }
            deletes.set(i, random.nextInt(5) == 0);
            if (lines != null) {
                lines[i] = random.nextInt(1_000_000);
            }
        }
        Instant readAt = Instant.ofEpochMilli(random.nextLong() >> 20);
        return new RecordBatch(
                "crm.customer",
                name(random),
                name(random),
                readAt,
                random.nextLong(),
                columns,
                rows,
                deletes,
                lines,
                unreadable);
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> new BigDecimal(new BigInteger(200, random), 1 + random.nextInt(40)).negate();
            case 4 -> new BigDecimal(new BigInteger(300, random).setBit(70));
            case 5 -> text(random);
            case 6 -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), value(random, depth - 1));
                }
                yield map;
            }
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
        };
    }

    /** Any UTF-16 at all: control characters, halves of surrogate pairs, characters that are none. */
    private static String text(Random random) {
        int kind = random.nextInt(3);
        char[] chars = new char[random.nextInt(kind == 0 ? 3_000 : 12)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (kind == 2 ? random.nextInt(0x10000) : 32 + random.nextInt(90));
        }
        return new String(chars);
    }

    /** Text that UTF-8 can hold. */
    private static String name(Random random) {
        String text = Surrogates.replaced(text(random));
        return text.length() > 200 ? "a name" : text;
    }

    private static boolean legalInXml(int c) {
        return c == 9
                || c == 10
                || c == 13
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private static String gzip(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
