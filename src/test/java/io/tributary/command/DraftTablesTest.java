package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.agent.AgentProgress;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drafted from tables passes check and its tests at once, and data arrives. */
class DraftTablesTest {

    private static final String[] SCHEMA = {
        "CREATE TABLE CUSTOMER (CUST_ID BIGINT PRIMARY KEY, NAME VARCHAR(40) NOT NULL, BALANCE DECIMAL(12,2), SINCE DATE, "
                + "CREATED_AT TIMESTAMP, UPDATED_AT TIMESTAMP(6) NOT NULL)",
        "CREATE TABLE SALE (SALE_ID INT PRIMARY KEY, CUST_ID BIGINT REFERENCES CUSTOMER, SOLD DATE, LAST_UPDATE TIMESTAMP)",
        "CREATE TABLE \"Sale Lines\" (\"Sale Id\" INT REFERENCES SALE, \"select\" INT, \"Qty\" SMALLINT, NOTE CHAR(5), "
                + "PRIMARY KEY (\"Sale Id\", \"select\"))",
        "CREATE TABLE ODD (T TIME, B VARBINARY(10), U UUID, C CLOB, Z TIMESTAMP WITH TIME ZONE, J JSON, A INTEGER ARRAY, "
                + "N4 NUMERIC(4), N15 NUMERIC(15), N30 NUMERIC(30), R REAL, D DOUBLE PRECISION, F BOOLEAN, CODE VARCHAR(9))",
        "CREATE TABLE EMPTY_ONE (X VARCHAR(9) NOT NULL, Y INT NOT NULL, CONSTRAINT U UNIQUE (X, Y))",
        "INSERT INTO CUSTOMER VALUES (1, 'Ada', 12.50, '2020-02-29', NULL, '2026-01-31 10:00:00.123456'), "
                + "(2, '007: \"Bo\"', NULL, NULL, NULL, '2026-01-31 10:00:01')",
        "INSERT INTO SALE VALUES (10, 1, '2026-01-31', NULL), (11, 1, NULL, '2026-01-31 10:00:00')",
        "INSERT INTO \"Sale Lines\" VALUES (10, 1, 3, 'a'), (10, 2, NULL, '#x: y'), (11, 1, 7, NULL)",
        "INSERT INTO ODD VALUES ('10:00:00', X'0102', '0b1c6e7e-0000-4000-8000-000000000001', 'long text', "
                + "'2026-01-31 10:00:00+01:00', JSON '{\"a\": 1}', ARRAY[1, 2], 12, 123456789012345, "
                + "123456789012345678901234567890, 1.5, 2.25, TRUE, '0071'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
                + "NULL, NULL, NULL, NULL, NULL, NULL, '0072')"
    };

    @TempDir
    Path folder;

    Path home;
    String url;
    Connection open;

    @BeforeEach
    void make() throws SQLException {
        home = folder.resolve("home");
        url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        open = DriverManager.getConnection(url);
        try (Statement statement = open.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
    }

    @AfterEach
    void drop() throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    @Test
    void a_schema_is_drafted_checked_tested_and_its_data_arrives() throws Exception {
        Invoked drafted =
                Invoked.run("draft", "projections", "--jdbc", url, "--home", home.toString(), "--system", "erp");
        assertThat(drafted.exit()).as(drafted.err()).isZero();
        Invoked view = Invoked.run("draft", "view", "--base", "customer", "--jdbc", url, "--home", home.toString());
        assertThat(view.exit()).as(view.err()).isZero();
        assertRight();
        arrive(Map.of("customer", 2, "sale", 2, "sale_lines", 3, "odd", 2, "customer_view", 2));
    }

    @Test
    void types_keys_versions_and_foreign_keys_are_what_the_metadata_say() throws Exception {
        String customer = table("CUSTOMER");
        assertThat(customer)
                .contains("projection: customer\ntopic: sor.customer\nkey: custId\n")
                .contains("\nversion: updatedAt\n")
                .containsPattern("balance: +\\{ from: BALANCE, type: decimal \\}")
                .contains("routeTemplateRef: jdbc-agent", "value: sor-customer-deletes", "value: UPDATED_AT");
        String lines = table("sale lines");
        assertThat(lines)
                .contains("# foreign key: Sale Id -> SALE.SALE_ID\n")
                .contains("key: [saleId, select]")
                .contains("value: \"\\\"Sale Lines\\\"\"", "value: \"\\\"Sale Id\\\",\\\"select\\\"\"")
                .contains("routeTemplateRef: jdbc-compare-agent");
        assertThat(table("SALE")).as("LAST_UPDATE has no value in a row").doesNotContain("version:");
        assertThat(table("EMPTY_ONE"))
                .contains("# key: of a unique index\nkey: [x, y]")
                .doesNotContain("tests:");
        assertThat(table("ODD"))
                .contains(
                        "# key: the table has NO KEY AND NO UNIQUE INDEX",
                        "# key: CODE is unique in 2 rows",
                        "key: code")
                .containsPattern("n4: +\\{ from: N4, type: integer \\}")
                .containsPattern("n15: +\\{ from: N15, type: long \\}")
                .containsPattern("n30: +\\{ from: N30, type: decimal \\}");
    }

    @Test
    void nothing_is_overwritten_unless_it_is_asked_for() throws IOException {
        assertThat(draft("--table", "SALE").exit()).isZero();
        Path file = home.resolve("transformers/projections/sale.yaml");
        String first = Files.readString(file);
        Files.writeString(file, "# mine\n");
        Invoked again = draft("--table", "SALE");
        assertThat(again.exit()).isEqualTo(Tributary.USAGE);
        assertThat(again.err())
                .isEqualTo(
                        "already there: transformers/projections/sale.yaml, agents/sor-sale.camel.yaml; --force replaces it, "
                                + "--stdout only prints, --name takes another name\n");
        assertThat(file).hasContent("# mine");
        assertThat(draft("--table", "SALE", "--force").exit()).isZero();
        assertThat(file).hasContent(first.strip());
    }

    @Test
    void a_table_that_is_not_there_names_the_nearest() {
        assertThat(draft("--table", "SALES").err()).isEqualTo("'SALES' is no table; did you mean 'SALE'?\n");
    }

    @Test
    void a_view_has_the_joins_of_foreign_keys_up_and_down() throws IOException {
        Invoked.run("draft", "projections", "--jdbc", url, "--home", home.toString());
        assertThat(Invoked.run("draft", "view", "--base", "sale", "--jdbc", url, "--home", home.toString(), "--stdout")
                        .out())
                .isEqualTo("""
                        # file: transformers/single-views/sale_view.yaml
                        # Drafted from sale. Take out what no reader needs.
                        view: sale_view
                        base: sale
                        joins:
                          # foreign key: CUST_ID -> CUSTOMER.CUST_ID
                          customer: { one: customer, on: { custId: custId } }
                          # foreign key: Sale Id -> SALE.SALE_ID
                          sale_lines: { many: sale_lines, on: { saleId: saleId } }
                        fields:
                          saleId: saleId
                          custId: custId
                          sold: sold
                          lastUpdate: lastUpdate
                          customer:
                            fields:
                              name: customer.name
                              balance: customer.balance
                              since: customer.since
                              createdAt: customer.createdAt
                              updatedAt: customer.updatedAt
                          sale_lines:
                            each: sale_lines
                            fields:
                              select: select
                              qty: qty
                              note: note
                        """);
    }

    private String table(String name) {
        Invoked invoked = draft("--table", name, "--stdout");
        assertThat(invoked.exit()).as(invoked.err()).isZero();
        return invoked.out();
    }

    private Invoked draft(String... options) {
        String[] arguments = new String[options.length + 6];
        String[] first = {"draft", "projection", "--jdbc", url, "--home", home.toString()};
        System.arraycopy(first, 0, arguments, 0, 6);
        System.arraycopy(options, 0, arguments, 6, options.length);
        return Invoked.run(arguments);
    }

    private void assertRight() {
        Invoked check = Invoked.run("check", "--home", home.toString());
        assertThat(check.err().lines()).allMatch(line -> line.startsWith("note: "));
        assertThat(check.exit()).as(check.err()).isZero();
        Invoked test = Invoked.run("test", "--home", home.toString());
        assertThat(test.exit()).as(test.out()).isZero();
    }

    private void arrive(Map<String, Integer> expected) throws Exception {
        Home opened = Home.of(home);
        Settings settings = Settings.of(home)
                .with(Map.of(
                        Setting.HTTP_PORT,
                        "0",
                        Setting.QUEUES_WAIT_TIME,
                        "1s",
                        Setting.MONGODB_DATABASE,
                        "draft_" + UUID.randomUUID().toString().replace("-", "")));
        try (TributaryProcess process = TributaryProcess.start(opened, settings, AgentProgress.NONE)) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(process.servers()
                                .database()
                                .getCollection(process.names().rejectedCollection())
                                .find())
                        .isEmpty();
                expected.forEach((collection, count) -> assertThat(process.servers()
                                .database()
                                .getCollection(collection)
                                .countDocuments())
                        .as(collection)
                        .isEqualTo((long) count));
                Document ada = process.servers()
                        .database()
                        .getCollection("customer_view")
                        .find(new Document("_id", 1L))
                        .first();
                assertThat(ada).isNotNull();
                assertThat(ada.getList("sale", Document.class)).hasSize(2);
            });
            process.servers().database().drop();
        }
    }
}
