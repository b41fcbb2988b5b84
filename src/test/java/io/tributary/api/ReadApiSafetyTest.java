package io.tributary.api;

import static io.tributary.api.ApiSamples.customer;
import static io.tributary.api.ApiSamples.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I9: nothing that comes with a request becomes an operator, steers the route, or goes back with the response. */
class ReadApiSafetyTest {

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = new ApiServer(ApiSamples.definitions());
        for (long id = 1; id <= 5; id++) {
            api.collection("customers").insertOne(customer(id));
        }
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "segment[$ne]",
                "segment.$ne",
                "$where",
                "$or",
                "_meta.revision",
                "_meta",
                "_id",
                "_id.$gt",
                "extra.a",
                "tags.0",
                "name.x",
                "",
                "segment "
            })
    @Attack(
            kind = Kind.QUERIES,
            by = "?name[$ne]=, ?$where=, ?_meta.revision=, ?_id.$gt= and any name that is no field",
            then = "400, which names the parameter and the nearest field")
    void names_that_are_no_field_of_the_definition_are_refused(String name) {
        Reply reply = api.get("/projections/customers?" + encoded(name) + "=x");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).contains("has no field '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$gt\":\"\"}", "{$ne:null}", "[\"BUILDING\"]", "/.*/", "BUILDING\u0000", "' || '1'=='1"})
    @Attack(
            kind = Kind.QUERIES,
            by = "?name={\"$gt\":\"\"}, ?name=/.*/, ?name=[...] and the same as a key in the path",
            then = "are compared literally: they find what is stored as that text, which is nothing")
    void operators_in_values_are_only_text(String value) {
        Reply reply = api.get("/projections/customers?segment=" + encoded(value));
        assertThat(reply.body()).isEqualTo("{\"items\":[]}");
        assertThat(api.get("/projections/words/" + encoded(value)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri: /projections/customers/2",
                "camelhttpuri: /projections/customers/2",
                "CamelHttpPath: /projections/customers/2",
                "CAMELHTTPPATH: /projections/customers/2",
                "CamelHttpQuery: meta=true",
                "CamelHttpRawQuery: meta=true",
                "CamelBeanMethodName: openApi",
                "CamelHttpResponseCode: 500",
                "CamelHttpMethod: DELETE",
                "name: items",
                "id: 2",
                "Content-Type: application/x-www-form-urlencoded",
                "Accept: text/html"
            })
    @Attack(
            kind = Kind.HEADERS,
            by = "HTTP headers CamelHttpUri, CamelHttpPath, CamelBeanMethodName, id, name ...",
            then = "steer nothing: the answer is the same, byte for byte")
    void headers_do_not_steer_the_route(String header) {
        RawHttp.Response plain = RawHttp.send(api.port(), "GET /projections/customers/1");
        RawHttp.Response steered = RawHttp.send(api.port(), "GET /projections/customers/1", header);
        assertThat(steered).isEqualTo(plain);
        assertThat(plain.body()).startsWith("{\"customerId\":1,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CamelHttpPath=/projections/customers/2", "name=items", "id=2", "CamelBeanMethodName=openApi"})
    void parameters_do_not_steer_the_route(String parameter) {
        assertThat(api.get("/projections/customers/1?" + parameter).problem())
                .startsWith("a single document takes no parameter");
        String name = parameter.substring(0, parameter.indexOf('='));
        Reply list = api.get("/projections/customers?" + parameter);
        if (name.equals("name")) {
            assertThat(list.body()).isEqualTo("{\"items\":[]}"); // a field of customers, so a filter
        } else {
            assertThat(list.problem()).startsWith("projection customers has no field '" + name + "'");
        }
    }

    @Test
    void nothing_of_the_request_and_of_camel_goes_back() {
        Reply reply =
                api.get("/projections/customers?name=x", "X-Secret", "s", "Cookie", "session=1", "breadcrumbId", "b");
        assertThat(reply.response().headers().map().keySet().stream().map(it -> it.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrder("content-length", "content-type", "x-content-type-options");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a b",
                "a+b",
                "a,b",
                "a\\b",
                "ä€😀",
                "50%",
                "%2F",
                "?x=1&y",
                "#",
                "..a",
                "\"quoted\"",
                "'",
                ";v=1",
                ":id",
                "{id}",
                "a\nb",
                "*",
                "~",
                "a//b"
            })
    @Attack(
            kind = Kind.QUERIES,
            by = "keys in a path that are encoded slashes, quotes, dots, line breaks",
            then = "are that key and nothing else")
    void any_text_can_be_a_key(String word) {
        api.collection("words").insertOne(document(word, "word", word));
        Reply reply = api.get("/projections/words/" + encoded(word));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("word").asText()).isEqualTo(word);
        assertThat(api.get("/projections/words?word=" + encoded(word)).items("word"))
                .containsExactly(word);
    }

    @Test
    void separators_within_the_parts_of_a_key_are_escaped() {
        pair("a,b", "c\\");
        pair("a", "b,c\\");
        assertThat(api.get("/projections/pairs/" + encoded("a\\,b,c\\\\"))
                        .json()
                        .path("left")
                        .asText())
                .isEqualTo("a,b");
        assertThat(api.get("/projections/pairs/" + encoded("a,b\\,c\\\\"))
                        .json()
                        .path("left")
                        .asText())
                .isEqualTo("a");
        Reply listed = api.get("/projections/pairs?meta=true");
        listed.json().path("items").forEach(item -> assertThat(api.get("/projections/pairs/"
                                + encoded(item.at("/_meta/id").asText()) + "?meta=true")
                        .json())
                .isEqualTo(item));
        assertThat(api.get("/projections/pairs/" + encoded("a\\x,b")).problem())
                .contains("a backslash stands before ',' or '\\' only");
    }

    private static void pair(String left, String right) {
        Document id = new Document("left", left).append("right", right);
        api.collection("pairs").insertOne(document(id, "left", left, "right", right));
    }

    @Test
    void utf8_that_a_client_did_not_escape_is_understood_and_other_bytes_are_refused() {
        api.collection("words").insertOne(document("Müller", "word", "Müller"));
        assertThat(RawHttp.send(api.port(), "GET /projections/words/Müller").status())
                .isEqualTo(200);
        assertThat(RawHttp.send(api.port(), "GET /projections/words?word=Müller")
                        .body())
                .contains("Müller");
        assertThat(RawHttp.send(api.port(), "GET /projections/words/M%FCller").status())
                .isEqualTo(400);
        assertThat(RawHttp.send(api.port(), "GET /projections/words?word=%C3").status())
                .isEqualTo(400);
        assertThat(RawHttp.send(api.port(), "GET /projections/words?word=%4").status())
                .isEqualTo(400);
    }
}
