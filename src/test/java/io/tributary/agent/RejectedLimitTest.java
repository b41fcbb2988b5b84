package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.health.HealthCheck;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An agent whose rows are rejected by the thousand stops, says so once, and goes on by itself when somebody has seen to it. */
class RejectedLimitTest {

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AgentHealth.class);
    private AgentRoutes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new AgentRoutes("crm.customer");
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        routes.close();
    }

    @Test
    void over_the_limit_no_file_is_read_and_below_it_the_agent_goes_on_by_itself() throws Exception {
        routes.fixture.rejected = 101;
        addCsv(Map.of());
        Files.writeString(folder.resolve("a.csv"), "ID,NAME\n1,2\n");
        routes.awaitHealth("customers", HealthCheck.State.DOWN);
        assertThat(stopped()).isEqualTo(1);
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> Files.exists(folder.resolve("a.csv")));
        assertThat(routes.fixture.queue.rows()).isEmpty();
        assertThat(errors()).singleElement().satisfies(line -> assertThat(line)
                .startsWith(
                        "agent customers stops: more than 100 of its rows are rejected, and it has published 0 since it"
                                + " started; the reasons begin with: born: 'x' is no date | id: is required.")
                .contains("'tributary rejected replay --source customers'", "maxRejected"));
        assertThat(routes.health("customers").getMessage().orElse("")).contains("more than 100");
        routes.fixture.rejected = 100;
        routes.awaitRows(1);
        routes.awaitHealth("customers", HealthCheck.State.UP);
        assertThat(stopped()).isZero();
    }

    @Test
    void a_file_that_is_wrong_all_over_is_left_in_the_middle_and_read_anew_later() throws Exception {
        addCsv(Map.of());
        routes.fixture.queue.onSend = () -> routes.fixture.rejected = 1_000;
        Path file = folder.resolve("a.csv");
        Files.writeString(
                file,
                IntStream.range(0, 40_000)
                        .mapToObj(i -> i + ","
                                + UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)}))
                        .collect(Collectors.joining("\n", "ID,NAME\n", "\n")));
        routes.awaitHealth("customers", HealthCheck.State.DOWN);
        assertThat(routes.fixture.queue.rows().size()).isBetween(1, 39_999);
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> Files.exists(file));
        assertThat(errors()).hasSize(1);
        assertThat(log.list).noneMatch(event -> event.getLevel() == Level.WARN);
        routes.fixture.queue.onSend = () -> {};
        routes.fixture.queue.clear();
        routes.fixture.rejected = 0;
        AgentRoutes.awaitFile(folder.resolve(".done"), "a[.]csv");
        assertThat(routes.fixture.queue.rows()).hasSize(40_000);
    }

    @Test
    void a_table_is_not_read_either_and_a_parameter_beats_the_setting() throws Exception {
        String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(database);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ORDERS (ORDER_ID BIGINT PRIMARY KEY, UPDATED_AT TIMESTAMP)");
            statement.execute("INSERT INTO ORDERS SELECT X, TIMESTAMP '2026-01-01 00:00:00' FROM SYSTEM_RANGE(1, 10)");
        }
        routes.context.getRegistry().bind("erp", source);
        routes.fixture.rejected = 6;
        routes.add(
                "jdbc-agent",
                "orders",
                Map.of(
                        "topic", "crm.customer",
                        "dataSource", "erp",
                        "table", "ORDERS",
                        "key", "ORDER_ID",
                        "version", "UPDATED_AT",
                        "period", "200",
                        "maxRejected", "5"));
        routes.awaitHealth("orders", HealthCheck.State.DOWN);
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> routes.fixture.queue.rows().isEmpty());
        assertThat(errors()).hasSize(1);
        assertThat(log.list).noneMatch(event -> event.getLevel() == Level.WARN);
        routes.fixture.rejected = 5;
        assertThat(routes.awaitRows(10)).hasSize(10);
        routes.awaitHealth("orders", HealthCheck.State.UP);
    }

    @Test
    void zero_is_no_limit_and_what_is_no_number_stops_the_start() throws Exception {
        routes.fixture.rejected = 1_000_000;
        addCsv(Map.of("maxRejected", "0"));
        Files.writeString(folder.resolve("a.csv"), "ID,NAME\n1,2\n");
        routes.awaitRows(1);
        assertThatThrownBy(() -> routes.add(
                        "csv-agent",
                        "more",
                        Map.of("topic", "t", "directory", folder.toString(), "maxRejected", "many")))
                .hasStackTraceContaining("maxRejected: 'many' is no number of records");
    }

    private void addCsv(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(
                Map.of("topic", "crm.customer", "directory", folder.toString(), "delay", "200", "minAge", "0"));
        parameters.putAll(more);
        routes.add("csv-agent", "customers", parameters);
    }

    private List<String> errors() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private double stopped() {
        return routes.fixture.meters.get("tributary.agent.stopped").gauge().value();
    }
}
