package io.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.definition.Definitions;
import io.tributary.record.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description is sound, and says what the API does. */
class OpenApiTest {

    private static final Definitions DEFINITIONS = ApiSamples.definitions();
    private static final Names NAMES = new Names("");

    private final JsonNode openApi = read();

    private static JsonNode read() {
        byte[] json = OpenApi.of(
                Resource.projections(DEFINITIONS, NAMES).values(),
                Resource.views(DEFINITIONS, NAMES).values());
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void every_projection_and_view_has_its_paths_and_schemas() {
        DEFINITIONS.projections().keySet().forEach(name -> {
            assertThat(openApi.path("paths").has("/projections/" + name)).isTrue();
            assertThat(openApi.path("paths").has("/projections/" + name + "/{id}"))
                    .isTrue();
            assertThat(openApi.at("/components/schemas/projection_" + name + "/properties")
                            .isObject())
                    .isTrue();
        });
        DEFINITIONS.views().keySet().forEach(name -> {
            assertThat(openApi.path("paths").has("/single-views/" + name)).isTrue();
            assertThat(openApi.path("paths").has("/single-views/" + name + "/{id}"))
                    .isTrue();
            assertThat(openApi.at("/components/schemas/view_" + name + "/properties")
                            .isObject())
                    .isTrue();
        });
    }

    @Test
    void every_reference_leads_somewhere() {
        List<JsonNode> references = openApi.findValues("$ref");
        assertThat(references).isNotEmpty();
        for (JsonNode reference : references) {
            assertThat(reference.asText()).startsWith("#/");
            assertThat(openApi.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void document_has_what_openapi_3_1_requires() {
        assertThat(openApi.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(openApi.at("/info/title").asText()).isNotEmpty();
        assertThat(openApi.at("/info/version").asText()).isNotEmpty();
        Pattern componentName = Pattern.compile("[a-zA-Z0-9._-]+");
        openApi.path("components").forEach(section -> section.fieldNames()
                .forEachRemaining(name -> assertThat(name).matches(componentName)));
        openApi.findParents("description")
                .forEach(it -> assertThat(it.path("description").asText()).isNotEmpty());
    }

    @Test
    void every_operation_has_an_own_id_responses_and_its_path_parameters() {
        List<String> ids = new ArrayList<>();
        openApi.path("paths").properties().forEach(path -> {
            assertThat(path.getKey()).startsWith("/");
            JsonNode get = path.getValue().path("get");
            ids.add(get.path("operationId").asText());
            assertThat(get.at("/responses/200/description").asText()).isNotEmpty();
            get.path("responses").forEach(it -> assertThat(it.has("description") || it.has("$ref"))
                    .isTrue());
            assertThat(parameters(get, "path")).isEqualTo(templates(path.getKey()));
            assertThat(parameters(get, "query")).doesNotHaveDuplicates();
        });
        assertThat(ids).doesNotContain("").doesNotHaveDuplicates();
    }

    private static List<String> templates(String path) {
        return Pattern.compile("(?<=\\{)[^}]+")
                .matcher(path)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> parameters(JsonNode operation, String in) {
        List<String> names = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            assertThat(parameter.has("schema")).isTrue();
            assertThat(parameter.path("required").asBoolean())
                    .isEqualTo(parameter.path("in").asText().equals("path"));
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    @Test
    void schemas_tell_the_types() {
        JsonNode customers = openApi.at("/components/schemas/projection_customers");
        assertThat(customers.at("/properties/customerId")).hasToString("{\"type\":\"integer\",\"format\":\"int64\"}");
        assertThat(customers.at("/properties/balance")).hasToString("{\"type\":\"number\",\"format\":\"decimal\"}");
        assertThat(customers.at("/properties/since")).hasToString("{\"type\":\"string\",\"format\":\"date\"}");
        assertThat(customers.path("required")).hasToString("[\"customerId\"]");
        JsonNode view = openApi.at("/components/schemas/view_customer_360/properties");
        assertThat(view.at("/orders/items/properties/total/type").asText()).isEqualTo("number");
        assertThat(view.at("/count/format").asText()).isEqualTo("int64");
        assertThat(parameters(
                        openApi.path("paths").path("/single-views/customer_360").path("get"), "query"))
                .containsExactly(
                        "customerId",
                        "contact.name",
                        "contact.since",
                        "orders.orderId",
                        "orders.total",
                        "spent",
                        "count",
                        "kind",
                        "limit",
                        "after",
                        "meta");
    }

    @Test
    void it_is_served() {
        try (ApiServer api = new ApiServer(DEFINITIONS)) {
            Reply reply = api.get("/openapi.json");
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            assertThat(reply.json()).isEqualTo(openApi);
            openApi.path("paths").fieldNames().forEachRemaining(path -> {
                if (!path.contains("{")) {
                    assertThat(api.get(path).status()).as(path).isEqualTo(200);
                }
            });
        }
    }
}
