package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** explain says what a home does; what it prints of the sample home stands in docs/how-to/definitions.md. */
class ExplainCommandTest {

    private static final Pattern NODE = Pattern.compile("^ +(?:subgraph )?(\\w+)[\\[(].*$");
    private static final Pattern EDGE = Pattern.compile("^ +(\\w+) (?:-->|-\\.->) (\\w+)$");

    @Test
    void a_change_of_a_field_reaches_the_views_that_read_it() throws Exception {
        assertThat(reaches("parts", "name"))
                .containsExactly("customer_360 (through items, orders)", "order_overview (through items)");
        assertThat(reaches("parts", "container")).isEmpty();
        assertThat(reaches("nations", "regionId")).containsExactly("customer_360");
        assertThat(reaches("customers", "segment")).containsExactly("customer_360", "order_overview");
    }

    @Test
    void every_index_has_its_reason() throws Exception {
        JsonNode indexes = json("explain", "projection", "items").get("indexes");
        assertThat(indexes.findValuesAsText("path"))
                .containsExactly(
                        "_id",
                        "_meta.references.orderId",
                        "_meta.references.partId",
                        "_meta.references.supplierId",
                        "_meta.deletedAt");
        assertThat(indexes).allSatisfy(index -> assertThat(index.get("why")).isNotEmpty());
    }

    @Test
    void declared_indexes_stand_beside_the_derived_ones(@TempDir Path home) throws Exception {
        Path file = Files.createDirectories(home.resolve("transformers/projections"))
                .resolve("calls.yaml");
        Files.writeString(file, """
                projection: calls
                topic: crm.calls
                key: id
                indexes: [{ fields: [who, -at] }]
                expire: { field: at, after: P30D }
                fields: { id: long, who: string, at: timestamp }
                """);
        assertThat(Invoked.run("explain", "projection", "calls", "--home", home.toString())
                        .out())
                .containsPattern("who, -at +declared")
                .containsPattern("at +removes documents PT720H after it");
    }

    @Test
    void the_diagram_joins_only_what_it_names() {
        Set<String> nodes = new HashSet<>();
        String diagram = Invoked.run("explain", "--mermaid").out();
        assertThat(diagram).startsWith("flowchart LR\n");
        diagram.lines().skip(1).filter(line -> !line.strip().equals("end")).forEach(line -> {
            var edge = EDGE.matcher(line);
            var node = NODE.matcher(line);
            if (edge.matches()) {
                assertThat(nodes).contains(edge.group(1), edge.group(2));
            } else {
                assertThat(node.matches()).as(line).isTrue();
                assertThat(nodes.add(node.group(1))).as(line).isTrue();
            }
        });
        assertThat(nodes).hasSizeGreaterThan(25);
    }

    @Test
    void names_that_nothing_has_are_refused_with_the_nearest() {
        assertThat(Invoked.run("explain", "projection", "part"))
                .isEqualTo(new Invoked(2, "", "'part' is no projection; did you mean 'parts'?\n"));
        assertThat(Invoked.run("explain", "view", "customer360"))
                .isEqualTo(new Invoked(2, "", "'customer360' is no single view; did you mean 'customer_360'?\n"));
        assertThat(Invoked.run("explain", "record", "erp.order", "{}"))
                .isEqualTo(new Invoked(2, "", "'erp.order' is no topic of a projection; did you mean 'erp.orders'?\n"));
    }

    @Test
    void a_record_is_explained_for_each_projection_of_its_topic() throws Exception {
        Invoked stored = Invoked.run(
                "explain",
                "record",
                "geo.nation",
                "{\"NATION_ID\": \"7\", \"NAME\": \" GERMANY \", \"REGION_ID\": 3}",
                "--json");
        JsonNode outcome = new ObjectMapper().readTree(stored.out()).at("/projections/0");
        assertThat(stored.exit()).isZero();
        assertThat(outcome.get("outcome").textValue()).isEqualTo("document");
        assertThat(outcome.get("key").textValue()).isEqualTo("7");
        assertThat(outcome.at("/fields/1/value").textValue()).isEqualTo("' GERMANY '");
        assertThat(outcome.at("/fields/1/stored").textValue()).isEqualTo("'GERMANY'");
    }

    @Test
    void a_rejection_says_which_field_fails_and_why() {
        Invoked rejected = Invoked.run(
                "explain", "record", "geo.nation", "--csv-header", "NATION_ID,NAME", "--csv-row", "x,\"G, F\"");
        assertThat(rejected.exit()).isEqualTo(1);
        assertThat(rejected.out())
                .contains("projection nations: it would be rejected")
                .contains("rejected: 'x' is not an integer: a whole number");
    }

    @Test
    void each_step_of_a_cast_says_what_it_leaves(@TempDir Path home) throws IOException {
        Path file = home.resolve("transformers/projections/sales.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                projection: sales
                topic: shop.sale
                key: code
                fields:
                  code:  { from: CODE, type: string, cast: [upper, { padLeft: { to: 5, with: "0" } }] }
                  total: { type: decimal, expression: "PRICE * QTY" }
                  state: { from: STATE, type: integer, onInvalid: default, default: 0 }
                """);
        Invoked invoked = Invoked.run(
                "explain",
                "record",
                "shop.sale",
                "{\"CODE\": \" ab\", \"PRICE\": 1.5, \"QTY\": 3, \"STATE\": \"x\", \"MORE\": 1}",
                "--home",
                home.toString());
        assertThat(invoked).isEqualTo(new Invoked(0, """
                projection sales: it would be stored
                  key      000AB
                  version  none: the order of reading decides
                    CODE        ' ab'   -> code   string   upper 'AB' -> padLeft '000AB'
                    PRICE, QTY  1.5, 3  -> total  decimal  4.5
                    STATE       'x'     -> state  integer  0, since 'x' is not an integer: a whole number
                    MORE: no field comes from there
                """, ""));
    }

    @Test
    void a_delete_is_said_to_be_one() {
        Invoked deleted = Invoked.run(
                "explain", "record", "crm.customer", "{\"CUST_ID\": \"3\", \"STATUS\": \"D\", \"NAME\": null}");
        assertThat(deleted.exit()).isZero();
        assertThat(deleted.out())
                .contains("it would delete the document of its key")
                .contains("CUST_ID  '3'");
    }

    @Test
    void a_record_without_one_is_refused() {
        assertThat(Invoked.run("explain", "record", "geo.nation"))
                .isEqualTo(new Invoked(
                        2, "", "give the record as JSON, '{\"CUST_ID\": \"42\"}', or as --csv-header and --csv-row\n"));
        assertThat(Invoked.run("explain", "record", "geo.nation", "--csv-header", "A;B", "--csv-row", "1,2")
                        .err())
                .isEqualTo(
                        "--csv-row has 2 values, --csv-header 1 columns; --delimiter says what stands between them\n");
    }

    private static Set<String> reaches(String projection, String field) throws Exception {
        for (JsonNode each : json("explain", "projection", projection).get("fields")) {
            if (each.get("name").textValue().equals(field)) {
                return java.util.stream.StreamSupport.stream(each.get("reaches").spliterator(), false)
                        .map(JsonNode::textValue)
                        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
            }
        }
        throw new AssertionError(projection + " has no field " + field);
    }

    private static JsonNode json(String... arguments) throws Exception {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        return new ObjectMapper().readTree(Invoked.run(all).out());
    }
}
