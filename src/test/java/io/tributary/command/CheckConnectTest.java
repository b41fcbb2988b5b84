package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.runtime.embedded.EmbeddedMongo;
import io.tributary.runtime.embedded.EmbeddedSqs;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** check --connect tries servers, queues, tables and folders, and says what is missing where. */
class CheckConnectTest {

    private static EmbeddedMongo mongo;
    private static EmbeddedSqs sqs;

    @TempDir
    Path home;

    private final Properties properties = new Properties();
    private Connection database;

    @BeforeAll
    static void start() {
        mongo = new EmbeddedMongo(0);
        sqs = new EmbeddedSqs(0);
    }

    @AfterAll
    static void stop() {
        mongo.close();
        sqs.close();
    }

    @BeforeEach
    void lay() throws IOException, SQLException {
        String url = "jdbc:h2:mem:" + home.getFileName();
        database = DriverManager.getConnection(url);
        database.createStatement()
                .execute("CREATE TABLE CUSTOMERS (CUST_ID BIGINT PRIMARY KEY, NAME VARCHAR(50), UPDATED TIMESTAMP)");
        properties.setProperty("tributary.mongodb.uri", mongo.uri());
        properties.setProperty("tributary.sqs.endpoint", sqs.endpoint().toString());
        properties.setProperty("camel.beans.crm", "#class:org.h2.jdbcx.JdbcDataSource");
        properties.setProperty("camel.beans.crm.url", url);
        write("transformers/projections/customers.yaml", """
                projection: customers
                topic: crm.customer
                key: id
                version: updated
                fields:
                  id: { from: CUST_ID, type: long }
                  name: { from: NAME, type: string }
                  updated: { from: UPDATED, type: timestamp }
                """);
        table("CUSTOMERS", "CUST_ID");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void what_is_there_is_said_and_what_will_be_made_is_noted() throws IOException {
        Invoked invoked = check();
        assertThat(invoked.exit()).isZero();
        assertThat(invoked.out().lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("MongoDB at mongodb://").contains(": answers, version "))
                .contains("agents/crm.camel.yaml: crm-customers: CUSTOMERS in crm can be read: CUST_ID, NAME, UPDATED")
                .last()
                .asString()
                .contains(" is right: 1 projection ");
        assertThat(invoked.err().lines())
                .containsExactly(
                        "note: queue crm-customer at " + sqs.endpoint()
                                + ": does not exist yet; it is made when it is first used",
                        "note: queue projection-changes at " + sqs.endpoint()
                                + ": does not exist yet; it is made when it is first used");
    }

    @Test
    void a_queue_that_may_not_be_made_is_missing() throws IOException {
        properties.setProperty("tributary.queues.create", "false");
        Invoked invoked = check();
        assertThat(invoked.exit()).isEqualTo(1);
        assertThat(invoked.err().lines())
                .contains("queue crm-customer at " + sqs.endpoint()
                        + ": does not exist; make it, or set tributary.queues.create=true");
    }

    @Test
    void a_table_that_is_not_there_is_named() throws IOException {
        table("CUSTOMER", "CUST_ID");
        assertThat(check().err())
                .contains("crm-customers: CUSTOMER in crm cannot be read: ")
                .contains("CUSTOMER");
    }

    @Test
    void a_column_that_the_table_lacks_names_the_field_and_the_nearest_column() throws IOException {
        Path file = home.resolve("transformers/projections/customers.yaml");
        Files.writeString(file, Files.readString(file).replace("from: NAME", "from: NAMES"));
        table("CUSTOMERS", "CUSTID");
        Invoked invoked = check();
        assertThat(invoked.exit()).isEqualTo(1);
        assertThat(invoked.err().lines().filter(line -> !line.startsWith("note")))
                .containsExactly(
                        "agents/crm.camel.yaml: crm-customers: the key: CUSTOMERS has no column 'CUSTID'; did you mean 'CUST_ID'?",
                        "agents/crm.camel.yaml: crm-customers: transformers/projections/customers.yaml:7 fields.name:"
                                + " CUSTOMERS has no column 'NAMES'; did you mean 'NAME'?");
    }

    @Test
    void a_data_source_that_no_property_makes_is_named() throws IOException {
        write("agents/crm.camel.yaml", agent("CUSTOMERS", "CUST_ID").replace("\"crm\"", "\"crn\""));
        assertThat(check().err()).contains("crm-customers: 'crn' is no data source; did you mean 'crm'?");
    }

    @Test
    void servers_that_do_not_answer_are_named_with_their_setting_and_the_rest_is_tried() throws IOException {
        int nobody = freePort();
        properties.setProperty(
                "tributary.mongodb.uri", "mongodb://127.0.0.1:" + nobody + "/?serverSelectionTimeoutMS=300");
        properties.setProperty("tributary.sqs.endpoint", "http://127.0.0.1:" + nobody);
        write("agents/files.camel.yaml", """
                - templatedRoute:
                    routeTemplateRef: ftp-agent
                    routeId: crm-files
                    parameters:
                      - { name: name, value: crm-files }
                      - { name: topic, value: crm.customer }
                      - { name: host, value: 127.0.0.1 }
                      - { name: port, value: "%d" }
                      - { name: directory, value: out }
                      - { name: username, value: u }
                      - { name: password, value: secret }
                      - { name: workDirectory, value: work }
                """.formatted(nobody));
        Invoked invoked = check();
        assertThat(invoked.exit()).isEqualTo(1);
        assertThat(invoked.err())
                .contains("MongoDB at mongodb://127.0.0.1:" + nobody + ": ")
                .contains("check tributary.mongodb.uri")
                .contains("queue crm-customer at http://127.0.0.1:" + nobody + ": ")
                .contains("check tributary.sqs.endpoint")
                .contains("agents/files.camel.yaml: crm-files: ftp://127.0.0.1:" + nobody + ": ConnectException")
                .doesNotContain("secret");
        assertThat(invoked.out()).contains("CUSTOMERS in crm can be read");
    }

    private Invoked check() throws IOException {
        try (var out = Files.newBufferedWriter(home.resolve("application.properties"))) {
            properties.store(out, null);
        }
        return Invoked.run("check", "--connect", "--home", home.toString());
    }

    private void table(String table, String key) throws IOException {
        write("agents/crm.camel.yaml", agent(table, key));
    }

    private static String agent(String table, String key) {
        return """
                - templatedRoute:
                    routeTemplateRef: jdbc-agent
                    routeId: crm-customers
                    parameters:
                      - { name: name, value: crm-customers }
                      - { name: topic, value: crm.customer }
                      - { name: dataSource, value: "crm" }
                      - { name: table, value: %s }
                      - { name: key, value: %s }
                      - { name: version, value: UPDATED }
                """.formatted(table, key);
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
