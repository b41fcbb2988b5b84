package io.tributary.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I7, I9: what a message costs to read is bounded by its size, whoever sent it, and nothing in it is more than data. */
class HostileMessagesTest {

    private static final int LIMIT = 16 << 20;
    private static final int MAX_BODY = 1 << 20;
    private static final String HEAD =
            "{\"tributary\":1,\"topic\":\"t\",\"readAt\":5,\"sequence\":7,\"columns\":[\"A\"],\"rows\":";

    private final RecordBatchCodec codec = new RecordBatchCodec(LIMIT);

    @Test
    @Attack(
            kind = Kind.BOMBS,
            by = "a message of less than 1 MiB that inflates to a gigabyte",
            then = "is refused at the limit, which the reason names; less than a tenth of it is ever in memory")
    void a_bomb_is_refused_at_the_limit_with_bounded_memory() throws Exception {
        String bomb = zipped("{\"a\":\"", "x".repeat(1 << 20), 1 << 10);
        assertThat(bomb.length()).isBetween(MAX_BODY / 2, 2 * MAX_BODY);
        long before = allocated();
        assertRefused(bomb, "more than 16777216 bytes of text (tributary.messages.max-decompressed-bytes)");
        assertThat(allocated() - before).isLessThan(100L << 20);
    }

    @Test
    @Attack(
            kind = Kind.BOMBS,
            by = "gzip and Base64 within gzip and Base64",
            then = "is unpacked once; what is inside is no JSON and is refused")
    void what_is_packed_twice_is_unpacked_once() throws Exception {
        String inner = zipped("{\"a\":\"", "x".repeat(1 << 20), 64);
        assertRefused(zipped("", inner, 1), "no JSON that can be read");
        assertRefused(zipped("{\"a\":1}", " ", 1) + zipped("{\"a\":2}", " ", 1), "cannot be decompressed");
    }

    @Test
    @Attack(
            kind = Kind.BOMBS,
            by = "a small message with millions of empty rows, lists or objects",
            then = "is refused by their number, before they fill the memory")
    void empty_rows_lists_and_objects_are_counted() throws Exception {
        for (String part : List.of("[],", "{},", "[0],", "{\"\":0},")) {
            String many = zipped(HEAD + "[[" + "0]" + ",[", part.repeat(100_000), 30);
            long before = allocated();
            assertRefused(many, "beyond a limit: Token count (3000001) exceeds the maximum allowed (3000000)");
            assertThat(allocated() - before).as(part).isLessThan(600L << 20);
        }
        assertRefused(zipped(HEAD + "[[0]", ",[]".repeat(100_000), 10), "more than 100000 rows");
    }

    @Test
    @Attack(
            kind = Kind.JSON,
            by = "an object with a million fields",
            then = "is refused: 10,000 are enough for a record")
    void names_are_counted() throws Exception {
        StringBuilder fields = new StringBuilder("{");
        StringBuilder columns = new StringBuilder("{\"tributary\":1,\"columns\":[");
        for (int i = 0; i < 1_000_000; i++) {
            fields.append("\"f").append(i).append("\":0,");
            columns.append("\"f").append(i).append("\",");
        }
        assertRefused(fields + "\"z\":0}", "an object has more than 10000 members");
        assertRefused("{\"a\":" + fields + "\"z\":0}}", "an object has more than 10000 members");
        assertRefused(columns + "\"z\"]}", "the record batch has more than 10000 columns");
        assertRefused("{\"" + "n".repeat(20_000) + "\":0}", "beyond a limit: Name length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    @Attack(
            kind = Kind.JSON,
            by = "lists or objects nested 100,000 deep",
            then = "are refused at a depth of 100, with line and column; no stack overflows")
    void nesting_is_bounded(String open) {
        for (String start : List.of("", "{\"x\":", "{\"tributary\":1,\"x-deep\":", HEAD + "[[")) {
            String deep = start.isEmpty() && open.equals("[") ? "{\"y\":" : start;
            assertRefused(deep + open.repeat(100_000), "nesting depth (101) exceeds");
        }
    }

    @Test
    @Attack(
            kind = Kind.JSON,
            by = "a text of 15 MB, a number of 15 million digits, an exponent of a billion",
            then = "the text is data; numbers beyond 1,000 digits are refused without being written out")
    void long_texts_are_data_and_long_numbers_are_refused() throws Exception {
        String text = "x".repeat(15_000_000);
        assertThat(codec.decode("{\"a\":\"" + text + "\"}", "t", Instant.EPOCH)
                        .rows()
                        .get(0))
                .containsExactly(text);
        assertRefused("{\"a\":" + "1".repeat(15_000_000) + "}", "Number value length");
        assertRefused("{\"a\":0." + "1".repeat(15_000_000) + "}", "Number value length");
        for (String number : List.of("1e1000000000", "-1E-1000000000", "1e99999999999999999999", "0e1000000000")) {
            assertRefused("{\"a\":" + number + "}", "a number has more than 1000 digits when written out");
        }
        assertThat(codec.decode("{\"a\":1e400,\"b\":-0,\"c\":-0.0,\"d\":123456789012345678901}", "t", Instant.EPOCH)
                        .rows()
                        .get(0))
                .containsExactly(
                        new BigDecimal("1e400"), 0L, new BigDecimal("0.0"), new BigDecimal("123456789012345678901"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1}]",
                "{\"a\":1} x",
                "{\"a\":1}\u0000",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "/* x */{\"a\":1}",
                "\uFEFF{\"a\":1}",
                "{\"a\":\"\u0001\"}"
            })
    @Attack(
            kind = Kind.JSON,
            by = "a member that comes twice, text behind the object, NaN, comments and whatever else is no JSON",
            then = "is refused, never guessed; the reason has line and column")
    void what_two_readers_could_read_in_two_ways_is_refused(String body) {
        assertRefused(body, "");
    }

    @Test
    @Attack(
            kind = Kind.HEADERS,
            by = "body fields named like Camel headers: CamelFileName, CamelAwsSqsReceiptHandle, __proto__, $where",
            then = "are columns like any other: only what the definition names is ever read")
    void names_of_fields_are_only_names() throws Exception {
        Map<String, String> names = Map.of(
                "CamelFileName", "../../etc/passwd", "CamelAwsSqsReceiptHandle", "forged", "CamelBeanMethodName", "x");
        StringBuilder body =
                new StringBuilder("{\"__proto__\":{\"a\":1},\"$where\":\"1\",\"_id\":1,\"_meta\":{},\"a.b\":1");
        names.forEach((name, value) -> body.append(String.format(Locale.ROOT, ",\"%s\":\"%s\"", name, value)));
        RecordBatch batch = codec.decode(body + "}", "t", Instant.EPOCH);
        assertThat(batch.columns())
                .startsWith("__proto__", "$where", "_id", "_meta", "a.b")
                .containsAll(names.keySet());
        assertThat(batch.source()).isEqualTo("message");
        assertThat(batch.operation(0)).isEqualTo(Operation.UPSERT);
    }

    private void assertRefused(String body, String reason) {
        assertThatExceptionOfType(MessageFormatException.class)
                .isThrownBy(() -> codec.decode(body, "t", Instant.EPOCH))
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500))
                .withMessageContaining(reason);
    }

    /** Bytes that this thread has allocated so far: what was ever in memory cannot be more. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static String zipped(String start, String part, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] partBytes = part.getBytes(StandardCharsets.UTF_8);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(start.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < times; i++) {
                gzip.write(partBytes);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
