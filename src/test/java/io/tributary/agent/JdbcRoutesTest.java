package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.camel.StatefulService;
import org.apache.camel.health.HealthCheck;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcRoutesTest {

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private AgentRoutes routes;
    private JdbcDataSource source;

    @BeforeEach
    void start() throws Exception {
        routes = new AgentRoutes("erp.orders");
        source = new JdbcDataSource();
        source.setURL(database + ";IFEXISTS=TRUE");
        routes.context.getRegistry().bind("erp", source);
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private void add(String template, String name, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "topic",
                "erp.orders",
                "dataSource",
                "erp",
                "table",
                "ORDERS",
                "key",
                "ORDER_ID",
                "period",
                "200",
                "pageRows",
                "3"));
        parameters.putAll(more);
        routes.add(template, name, parameters);
    }

    private void orders(int count) throws Exception {
        execute("CREATE TABLE ORDERS (ORDER_ID BIGINT PRIMARY KEY, UPDATED_AT TIMESTAMP)");
        execute("INSERT INTO ORDERS SELECT X, TIMESTAMP '2026-01-01 00:00:00' FROM SYSTEM_RANGE(1, " + count + ")");
    }

    private void execute(String sql) throws Exception {
        JdbcDataSource own = new JdbcDataSource();
        own.setURL(database);
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_table_is_read_by_version_and_a_missing_database_is_waited_for() throws Exception {
        add("jdbc-agent", "orders", Map.of("version", "UPDATED_AT"));
        routes.awaitHealth("orders", HealthCheck.State.DOWN);
        assertThat(routes.health("orders").getMessage().orElse("")).contains("not found");
        orders(10);
        assertThat(routes.awaitRows(10)).hasSize(10);
        routes.awaitHealth("orders", HealthCheck.State.UP);
        execute("UPDATE ORDERS SET UPDATED_AT = TIMESTAMP '2026-01-01 00:00:01' WHERE ORDER_ID = 4");
        assertThat(routes.awaitRows(11).get(10).values())
                .containsEntry("ORDER_ID", 4L)
                .containsEntry("UPDATED_AT", "2026-01-01T00:00:01");
    }

    @Test
    void a_route_that_was_stopped_and_started_reads_on() throws Exception {
        orders(10);
        add("jdbc-agent", "orders", Map.of("version", "UPDATED_AT"));
        assertThat(routes.awaitRows(10)).hasSize(10);
        routes.context.getRouteController().stopRoute("orders");
        execute("INSERT INTO ORDERS SELECT X, TIMESTAMP '2026-01-01 00:00:01' FROM SYSTEM_RANGE(11, 20)");
        routes.context.getRouteController().startRoute("orders");
        assertThat(routes.awaitRows(20)).hasSize(20);
        routes.awaitHealth("orders", HealthCheck.State.UP);
    }

    @Test
    void a_comparison_that_was_stopped_and_started_goes_on() throws Exception {
        orders(10);
        add("jdbc-compare-agent", "orders", Map.of());
        assertThat(routes.awaitRows(10)).hasSize(10);
        routes.context.getRouteController().suspendRoute("orders");
        routes.context.getRouteController().resumeRoute("orders");
        execute("DELETE FROM ORDERS WHERE ORDER_ID = 4");
        assertThat(routes.awaitRows(11)).hasSize(11);
        routes.context.getRouteController().stopRoute("orders");
        routes.context.getRouteController().startRoute("orders");
        execute("DELETE FROM ORDERS WHERE ORDER_ID = 5");
        assertThat(routes.awaitRows(12).get(11).values()).isEqualTo(Map.of("ORDER_ID", 5L));
    }

    @Test
    void a_stop_waits_for_the_page_in_hand_and_not_for_the_table() throws Exception {
        int rows = 100_000;
        orders(rows);
        add("jdbc-agent", "orders", Map.of("version", "UPDATED_AT", "pageRows", "10"));
        routes.awaitRows(10);
        // A stop that has to be forced says false.
        assertThat(routes.context.getRouteController().stopRoute("orders", 10, TimeUnit.SECONDS, true))
                .isTrue();
        assertThat(routes.fixture.queue.rows()).hasSizeLessThan(rows);
    }

    @Test
    void a_last_page_that_does_not_arrive_is_told_and_read_again() throws Exception {
        orders(2);
        refuseAfter(0);
        add("jdbc-agent", "orders", Map.of("version", "UPDATED_AT"));
        routes.awaitHealth("orders", HealthCheck.State.DOWN);
        assertThat(routes.health("orders").getMessage().orElse(""))
                .isEqualTo("{poll of ORDERS in erp=SendFailedException: the queue is away}");
        refuseAfter(Integer.MAX_VALUE);
        assertThat(routes.awaitRows(2)).hasSize(2);
        routes.awaitHealth("orders", HealthCheck.State.UP);
    }

    private void refuseAfter(int requests) {
        synchronized (routes.fixture.queue) {
            routes.fixture.queue.refuseAfter = requests;
        }
    }

    @Test
    void a_stop_waits_for_the_page_on_its_way_and_keeps_where_it_was() throws Exception {
        orders(3);
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        routes.fixture.queue.onSend = () -> {
            sending.countDown();
            await().until(() -> answered.getCount() == 0);
        };
        add("jdbc-agent", "orders", Map.of("version", "UPDATED_AT"));
        sending.await();
        FutureTask<Boolean> stop = new FutureTask<>(
                () -> routes.context.getRouteController().stopRoute("orders", 20, TimeUnit.SECONDS, true));
        new Thread(stop).start();
        StatefulService timer =
                (StatefulService) routes.context.getRoute("orders").getConsumer();
        await().until(() -> !timer.isStarted());
        answered.countDown();
        // A stop that has to be forced says false.
        assertThat(stop.get()).isTrue();
        assertThat(routes.fixture.checkpoints.load("orders")).containsKey("version");
    }

    @Test
    void a_wrong_parameter_stops_the_start_of_its_route() {
        assertThatThrownBy(() -> add("jdbc-agent", "orders", Map.of("version", "UPDATED_AT", "overlap", "five")))
                .hasStackTraceContaining("overlap: 'five' is no duration; one minute is PT1M");
        assertThatThrownBy(
                        () -> add("jdbc-compare-agent", "deletes", Map.of("deletesOnly", "true", "versionAgent", "o")))
                .hasStackTraceContaining("versionAgent: 'o'");
    }

    @Test
    void a_table_without_a_version_is_compared_and_deletes_are_found() throws Exception {
        orders(10);
        add("jdbc-compare-agent", "orders", Map.of());
        assertThat(routes.awaitRows(10)).hasSize(10);
        execute("DELETE FROM ORDERS WHERE ORDER_ID = 4");
        assertThat(routes.awaitRows(11).get(10).values()).isEqualTo(Map.of("ORDER_ID", 4L));
    }
}
