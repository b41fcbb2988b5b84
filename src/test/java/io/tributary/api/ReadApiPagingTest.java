package io.tributary.api;

import static io.tributary.api.ApiSamples.customer;
import static io.tributary.api.ApiSamples.document;
import static io.tributary.api.ApiSamples.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages follow the keys, so that what comes and goes meanwhile makes nothing appear twice or not at all. */
class ReadApiPagingTest {

    private static final Function<JsonNode, String> CUSTOMER =
            item -> item.path("customerId").asText();

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = new ApiServer(ApiSamples.definitions());
    }

    @BeforeEach
    void empty() {
        api.database().drop();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private interface BetweenPages {
        void change(int page);
    }

    private static List<String> readAll(String path, Function<JsonNode, String> field, BetweenPages between) {
        List<String> all = new ArrayList<>();
        String after = "";
        for (int page = 1; page < 1_000; page++) {
            Reply reply = api.get(path + after);
            assertThat(reply.status()).isEqualTo(200);
            reply.json().path("items").forEach(item -> all.add(field.apply(item)));
            if (!reply.json().has("next")) {
                return all;
            }
            between.change(page);
            after = "&after=" + reply.json().path("next").asText();
        }
        throw new AssertionError("the list has no end");
    }

    @Test
    void every_document_that_stays_is_given_once_while_others_come_and_go() {
        List<Document> documents =
                LongStream.rangeClosed(1, 1_000).mapToObj(i -> customer(i * 10)).toList();
        api.collection("customers").insertMany(documents);

        List<String> read = readAll("/projections/customers?limit=70", CUSTOMER, page -> {
            api.collection("customers").insertOne(customer(page * 10 + 5)); // before the cursor
            api.collection("customers").insertOne(customer(10_000 - 10 * page + 1)); // behind it
            api.collection("customers").replaceOne(new Document("_id", page * 20L), tombstone(page * 20L));
        });

        assertThat(read).doesNotHaveDuplicates();
        assertThat(read).isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
        List<String> untouched = LongStream.rangeClosed(1, 1_000)
                .filter(i -> i % 2 == 1)
                .mapToObj(i -> String.valueOf(i * 10))
                .toList();
        assertThat(read).containsAll(untouched);
    }

    @Test
    void filtered_pages_join_up() {
        LongStream.rangeClosed(1, 95).forEach(id -> api.collection("customers").insertOne(customer(id)));

        List<String> read = readAll("/projections/customers?segment=BUILDING&limit=10", CUSTOMER, page -> {});

        assertThat(read)
                .isEqualTo(LongStream.rangeClosed(1, 47)
                        .mapToObj(i -> String.valueOf(2 * i))
                        .toList());
    }

    @Test
    void composite_keys_are_paged_in_the_order_of_their_parts() {
        List<String> expected = new ArrayList<>();
        for (long order = 9; order <= 12; order++) {
            for (int line = 1; line <= 11; line++) {
                Document id = new Document("orderId", order).append("line", line);
                api.collection("items").insertOne(document(id, "orderId", order, "line", line));
                expected.add(order + "," + line);
            }
        }
        List<String> read = readAll(
                "/projections/items?meta=true&limit=5",
                item -> item.at("/_meta/id").asText(),
                page -> {});

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void last_page_has_no_next_even_when_it_is_full() {
        LongStream.rangeClosed(1, 50).forEach(id -> api.collection("customers").insertOne(customer(id)));

        Reply full = api.get("/projections/customers");
        assertThat(full.items("customerId")).hasSize(50);
        assertThat(full.json().has("next")).isFalse();

        api.collection("customers").insertOne(customer(51));
        assertThat(api.get("/projections/customers").items("customerId")).hasSize(50);
        assertThat(api.get("/projections/customers").json().has("next")).isTrue();
        assertThat(api.get("/projections/words").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    @Attack(
            kind = Kind.QUERIES,
            by = "?limit=1000000000, a forged or damaged cursor",
            then = "400, which names what would be right")
    void limit_and_cursor_are_checked() {
        assertThat(api.get("/projections/customers?limit=500").status()).isEqualTo(200);
        for (String bad : List.of("0", "501", "-1", "x", "", "1e2", "99999999999")) {
            Reply reply = api.get("/projections/customers?limit=" + bad);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.problem()).isEqualTo("limit: '" + bad + "' is no number from 1 to 500");
        }
        // no base64url; a key of another type; bytes that are no UTF-8; a composite key
        for (String bad : List.of("!!", "YWJj", "_w", "NDIsMw", "eyIkZ3QiOiIifQ")) {
            Reply reply = api.get("/projections/customers?after=" + bad);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.problem()).startsWith("after: '" + bad + "' is no cursor of this list");
        }
    }
}
