package io.tributary.api;

import static io.tributary.api.ApiSamples.customer;
import static io.tributary.api.ApiSamples.definitions;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said, as problem JSON, and nothing of the inside with it. */
class ReadApiProblemTest {

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = new ApiServer(definitions());
        api.collection("customers").insertOne(customer(1));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void unknown_name_names_the_nearest() {
        Reply reply = api.get("/projections/costumers/1");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).isEqualTo("there is no projection 'costumers'; did you mean 'customers'?");
        assertThat(reply.json().path("nearest")).hasToString("\"customers\"");
        assertThat(api.get("/projections/costumers").status()).isEqualTo(404);
        assertThat(api.get("/single-views/customer-360").problem())
                .isEqualTo("there is no single view 'customer-360'; did you mean 'customer_360'?");
        assertThat(api.get("/single-views/xyz").problem())
                .isEqualTo("there is no single view 'xyz'; there are: customer_360");
    }

    @Test
    void unknown_id_is_not_found() {
        Reply reply = api.get("/projections/customers/4711");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).isEqualTo("projection customers has no document '4711'");
    }

    @Test
    void id_that_is_none_of_the_keys_type_is_a_bad_request() {
        for (String id : List.of("abc", "1.0", "99999999999999999999", "1,2", "%00")) {
            Reply reply = api.get("/projections/customers/" + id);
            assertThat(reply.status()).as(id).isEqualTo(400);
            assertThat(reply.problem()).contains("is no long");
        }
    }

    @Test
    void unknown_filter_names_the_nearest_field() {
        Reply reply = api.get("/projections/customers?segmnt=BUILDING");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem())
                .isEqualTo("projection customers has no field 'segmnt' to filter by; did you mean 'segment'?");
        assertThat(api.get("/projections/customers?limt=3").json().path("nearest"))
                .hasToString("\"limit\"");
        assertThat(api.get("/single-views/customer_360?order.total=1").problem())
                .contains("'orders.total'");
    }

    @Test
    void filters_on_what_does_not_compare_exactly_are_refused() {
        assertThat(api.get("/projections/customers?score=0.5").status()).isEqualTo(400);
        assertThat(api.get("/projections/customers?extra=x").status()).isEqualTo(400);
        assertThat(api.get("/single-views/customer_360?contact=x").status()).isEqualTo(400);
        assertThat(api.get("/single-views/customer_360?orders=x").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nationId=x",
                "nationId=",
                "nationId=3000000000",
                "active=yes",
                "since=2026-02-30",
                "since=%2B999999999-01-01",
                "updatedAt=2026-01-31",
                "updatedAt=%2B1000000000-01-01T00:00:00Z",
                "balance=1,5",
                "balance=1e999999999",
                "balance=1e-999999999",
                "balance=12345678901234567890123456789012345"
            })
    void filter_value_that_is_not_of_its_fields_type_is_refused(String query) {
        Reply reply = api.get("/projections/customers?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).startsWith(query.substring(0, query.indexOf('=')) + ": '");
    }

    @Test
    @Attack(kind = Kind.QUERIES, by = "a parameter that is repeated", then = "400: none of the two is chosen")
    void parameter_may_be_given_once() {
        assertThat(api.get("/projections/customers?segment=A&segment=B").problem())
                .isEqualTo("'segment' is given twice; each parameter may be given once");
        assertThat(api.get("/projections/customers?limit=1&limit=1").status()).isEqualTo(400);
        assertThat(api.get("/projections/customers/1?meta=true&meta=true").status())
                .isEqualTo(400);
        assertThat(api.get("/projections/customers/1?meta=perhaps").status()).isEqualTo(400);
        assertThat(api.get("/projections/customers/1?segment=A").status()).isEqualTo(400);
    }

    @Test
    void unknown_paths_and_methods_are_problems_too() {
        for (Map.Entry<String, Integer> expected : Map.of(
                        "GET /",
                        404,
                        "GET /nothing",
                        404,
                        "GET /projections/a/b/c",
                        404,
                        "POST /projections",
                        405,
                        "DELETE /projections/customers/1",
                        405,
                        "GET /projections/customers/%zz",
                        400)
                .entrySet()) {
            String[] request = expected.getKey().split(" ");
            RawHttp.Response reply = RawHttp.send(api.port(), request[0] + " " + request[1]);
            assertThat(reply.status()).as(expected.getKey()).isEqualTo(expected.getValue());
            assertThat(reply.headers())
                    .as(expected.getKey())
                    .containsIgnoringCase("content-type: application/problem+json");
        }
    }

    @Test
    void unreachable_database_is_a_503_that_says_so() {
        try (ApiServer alone = new ApiServer(definitions())) {
            alone.stopDatabase();
            for (String path : List.of("/projections/customers/1", "/single-views/customer_360")) {
                Reply reply = alone.get(path);
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.problem()).startsWith("the database cannot be reached");
                assertThat(reply.header("Retry-After")).isEqualTo("5");
            }
            assertThat(alone.get("/projections").status()).isEqualTo(200);
        }
    }

    @Test
    void slow_filter_is_a_503_that_names_the_index() {
        api.answerTooSlowly(true);
        Reply reply = api.get("/projections/customers?segment=A&nationId=3&customerId=1");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.problem())
                .isEqualTo("the list took longer than 5 s: an index of collection test-customers on [segment, nationId]"
                        + " would help");
        assertThat(api.get("/projections/customers/1").status()).isEqualTo(503);
        api.answerTooSlowly(false);
        assertThat(api.get("/projections/customers/1").status()).isEqualTo(200);
    }

    @Test
    void failure_of_ours_tells_nothing_of_the_inside() {
        api.collection("items").insertOne(new org.bson.Document("_id", "not a composite key"));
        Reply reply = api.get("/projections/items?meta=true");
        assertThat(reply.status()).isEqualTo(200); // no _meta, so its key is not needed
        api.collection("items").insertOne(new org.bson.Document("_id", "another").append("_meta", ApiSamples.meta()));
        Reply broken = api.get("/projections/items?meta=true");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.problem()).isEqualTo("the request could not be answered; the log of the server says why");
        assertThat(broken.body()).doesNotContain("Exception").doesNotContain("another");
    }
}
