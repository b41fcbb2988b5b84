package io.tributary.api;

import static io.tributary.api.ApiSamples.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Every example of the guide gives what the guide says. */
class ReadApiGuideTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("^\\$ curl -s 'http://localhost:8080([^']*)'\\n(\\{.*})$", Pattern.MULTILINE);
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    @Test
    void every_example_of_the_guide_gives_what_it_says() throws IOException {
        String guide = Files.readString(Path.of("docs/how-to/read-api.md"));
        List<MatchResult> examples = EXAMPLE.matcher(guide).results().toList();
        assertThat(examples)
                .hasSize((int) guide.lines().filter(it -> it.startsWith("$ ")).count());

        try (ApiServer api = new ApiServer(ApiSamples.definitions())) {
            fill(api);
            for (MatchResult example : examples) {
                JsonNode given = MAPPER.readTree(api.get(example.group(1)).body());
                assertThat(given).as(example.group(1)).isEqualTo(MAPPER.readTree(example.group(2)));
            }
        }
    }

    private static void fill(ApiServer api) {
        LocalDate since = LocalDate.parse("2020-02-29");
        Document customer = document(42L, "customerId", 42L, "name", "Customer 42", "segment", "BUILDING");
        customer.append("nationId", 2).append("balance", new org.bson.types.Decimal128(new BigDecimal("711.50")));
        Object midnight = io.tributary.projection.BsonValues.toBson(since);
        api.collection("customers").insertOne(customer.append("since", midnight));
        Document contact = new Document("name", "Customer 42").append("since", midnight);
        api.collection("customer_360").insertOne(document(42L, "customerId", 42L, "contact", contact, "count", 0L));
        item(api, 1, "5.00");
        item(api, 2, "7.25");
        item(api, 3, "19.90");
    }

    private static void item(ApiServer api, int line, String price) {
        Document id = new Document("orderId", 42L).append("line", line);
        api.collection("items").insertOne(document(id, "orderId", 42L, "line", line, "price", new BigDecimal(price)));
    }
}
