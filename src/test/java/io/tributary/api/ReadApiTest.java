package io.tributary.api;

import static io.tributary.api.ApiSamples.customer;
import static io.tributary.api.ApiSamples.document;
import static io.tributary.api.ApiSamples.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read, by key and by list. */
class ReadApiTest {

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = new ApiServer(ApiSamples.definitions());
        for (long id = 1; id <= 10; id++) {
            api.collection("customers").insertOne(customer(id));
        }
        api.collection("customers").insertOne(tombstone(99L));
        for (int line = 1; line <= 3; line++) {
            api.collection("items").insertOne(item(42, line));
        }
        api.collection("customer_360").insertMany(List.of(view(1, 10, 11), view(2, 12)));
    }

    private static Document item(long order, int line) {
        Document id = new Document("orderId", order).append("line", line);
        return document(id, "orderId", order, "line", line, "price", new BigDecimal("1.50"));
    }

    private static Document view(long customer, long... orders) {
        List<Document> nested = java.util.Arrays.stream(orders)
                .mapToObj(order -> new Document("orderId", order)
                        .append("total", new org.bson.types.Decimal128(new BigDecimal(order + ".10"))))
                .toList();
        Document contact = new Document("name", "Customer " + customer)
                .append("since", java.util.Date.from(Instant.parse("2020-02-29T00:00:00Z")));
        return document(
                customer,
                "customerId",
                customer,
                "contact",
                contact,
                "orders",
                nested,
                "spent",
                new BigDecimal("21.20"),
                "count",
                (long) orders.length,
                "kind",
                "customer");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void document_is_rendered_by_type_without_loss_and_without_meta() {
        Reply reply = api.get("/projections/customers/7");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.body())
                .isEqualTo("{\"customerId\":7,\"name\":\"Customer 7\",\"segment\":\"MACHINERY\",\"nationId\":2,"
                        + "\"balance\":1234567890123456789012.50,\"since\":\"2020-02-29\","
                        + "\"updatedAt\":\"2026-01-31T09:00:00.120Z\",\"active\":true,\"score\":0.5,"
                        + "\"extra\":{\"a\":[1,\"x\"],\"at\":\"1970-01-01T00:00:00Z\"},\"tags\":[\"p\",2]}");
    }

    @Test
    void meta_is_shown_when_asked_for() {
        Reply reply = api.get("/projections/customers/7?meta=true");

        assertThat(reply.json().path("_meta"))
                .hasToString("{\"id\":\"7\",\"revision\":\"65f000000000000000000001\",\"version\":[7,1700000000000000],"
                        + "\"writtenAt\":\"2026-01-31T10:00:00Z\",\"source\":\"crm-customers\"}");
        assertThat(api.get("/projections/customers?limit=1&meta=true")
                        .json()
                        .at("/items/0/_meta/id")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void view_is_rendered_by_the_types_of_its_mapping() {
        assertThat(api.get("/single-views/customer_360/1").body())
                .isEqualTo("{\"customerId\":1,\"contact\":{\"name\":\"Customer 1\",\"since\":\"2020-02-29\"},"
                        + "\"orders\":[{\"orderId\":10,\"total\":10.10},{\"orderId\":11,\"total\":11.10}],"
                        + "\"spent\":21.20,\"count\":2,\"kind\":\"customer\"}");
    }

    @Test
    void composite_key_has_its_parts_separated_by_commas() {
        assertThat(api.get("/projections/items/42,3").json().path("line").asInt())
                .isEqualTo(3);
        assertThat(api.get("/projections/items/42%2C3").json().path("line").asInt())
                .isEqualTo(3);
        assertThat(api.get("/projections/items/42,9").status()).isEqualTo(404);
        Reply wrong = api.get("/projections/items/42");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.problem())
                .isEqualTo("id: '42' has 1 part(s), the key has 2, separated by ','; the key is [orderId, line]");
    }

    @Test
    void keys_of_other_types_are_read_from_their_canonical_text() {
        api.collection("days").insertOne(document(LocalDate.parse("2026-01-31"), "day", LocalDate.parse("2026-01-31")));
        api.collection("rates").insertOne(document(new BigDecimal("1.5"), "rate", new BigDecimal("1.5")));
        api.collection("ticks")
                .insertOne(
                        document(Instant.parse("2026-01-31T10:00:00Z"), "at", Instant.parse("2026-01-31T10:00:00Z")));

        assertThat(api.get("/projections/days/2026-01-31").json().path("day").asText())
                .isEqualTo("2026-01-31");
        assertThat(api.get("/projections/rates/1.50").json().path("rate").decimalValue())
                .isEqualTo("1.5");
        assertThat(api.get("/projections/ticks/2026-01-31T10:00:00Z")
                        .json()
                        .path("at")
                        .asText())
                .isEqualTo("2026-01-31T10:00:00Z");
    }

    @Test
    void tombstone_is_neither_found_nor_listed() {
        assertThat(api.get("/projections/customers/99").status()).isEqualTo(404);
        assertThat(api.get("/projections/customers?meta=true").items("customerId"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void filters_have_all_to_be_met() {
        assertThat(api.get("/projections/customers?segment=BUILDING&nationId=3").items("customerId"))
                .containsExactly("8");
        assertThat(api.get("/projections/customers?since=2020-02-29&limit=2").items("customerId"))
                .containsExactly("1", "2");
        assertThat(api.get("/projections/customers?balance=1234567890123456789012.5&customerId=4")
                        .items("customerId"))
                .containsExactly("4");
        assertThat(api.get("/projections/customers?updatedAt=2026-01-31T09:00:00.120Z&active=true&customerId=5")
                        .items("customerId"))
                .containsExactly("5");
        assertThat(api.get("/projections/customers?name=Customer+4").items("customerId"))
                .containsExactly("4");
        assertThat(api.get("/projections/items?orderId=42&line=2").items("line"))
                .containsExactly("2");
    }

    @Test
    void nested_fields_are_filtered_by_their_path_also_within_arrays() {
        assertThat(api.get("/single-views/customer_360?contact.name=Customer%202")
                        .items("customerId"))
                .containsExactly("2");
        assertThat(api.get("/single-views/customer_360?orders.total=11.10").items("customerId"))
                .containsExactly("1");
    }

    @Test
    void names_are_listed_with_links_that_work() {
        Reply reply = api.get("/projections");
        assertThat(reply.items("name"))
                .containsExactly("customers", "days", "items", "orders", "pairs", "rates", "ticks", "words");
        assertThat(api.get("/single-views").body())
                .isEqualTo("{\"items\":[{\"name\":\"customer_360\",\"href\":\"/single-views/customer_360\"}]}");
        assertThat(reply.items("href")).allMatch(href -> api.get(href).status() == 200);
    }

    @Test
    void etag_follows_the_revision_and_saves_the_body() {
        Reply first = api.get("/projections/customers/3");
        String etag = first.header("ETag");
        assertThat(etag).startsWith("\"65f000000000000000000001");
        Reply second = api.get("/projections/customers/3", "If-None-Match", "\"other\", " + etag);
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(etag);
        assertThat(api.get("/projections/customers/3?meta=true", "If-None-Match", etag)
                        .status())
                .isEqualTo(200);

        Document newer = customer(3);
        newer.get("_meta", Document.class).put("revision", new ObjectId());
        api.collection("customers").replaceOne(new Document("_id", 3L), newer);
        assertThat(api.get("/projections/customers/3", "If-None-Match", etag).status())
                .isEqualTo(200);
    }

    @Test
    void head_says_what_get_would_without_a_body() {
        Reply head = api.send("HEAD", "/projections/customers/5");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag"))
                .isEqualTo(api.get("/projections/customers/5").header("ETag"));
        assertThat(api.send("HEAD", "/projections/customers/77").status()).isEqualTo(404);
        assertThat(api.send("HEAD", "/single-views/customer_360").status()).isEqualTo(200);
    }
}
