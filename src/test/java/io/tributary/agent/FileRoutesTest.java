package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRoutesTest {

    @TempDir
    Path folder;

    private AgentRoutes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new AgentRoutes("crm.customer");
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private void addCsv(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "topic",
                "crm.customer",
                "directory",
                folder.toString(),
                "include",
                ".*[.]csv",
                "delay",
                "200",
                "minAge",
                "400"));
        parameters.putAll(more);
        routes.add("csv-agent", "customers", parameters);
    }

    @Test
    void a_file_is_published_and_moved_to_done() throws Exception {
        addCsv(Map.of("delimiter", ";"));
        Files.writeString(folder.resolve("customers-1.csv"), "ID;NAME\n1;a\n2;b\n");
        Files.writeString(folder.resolve("other.txt"), "ID;NAME\n3;c\n");
        assertThat(routes.awaitRows(2))
                .extracting(row -> row.values().get("NAME"))
                .containsExactly("a", "b");
        AgentRoutes.awaitFile(folder.resolve(".done"), "customers-1[.]csv");
        assertThat(routes.context.getRoute("customers")).isNotNull();
        assertThat(routes.fixture.queue.batches.get(0).source()).isEqualTo("customers");
        assertThat(routes.fixture.queue.batches.get(0).place()).isEqualTo("customers-1.csv");
        assertThat(folder.resolve("other.txt")).exists();
    }

    @Test
    void a_file_that_is_not_what_it_should_be_is_put_aside_and_the_next_one_read() throws Exception {
        addCsv(Map.of());
        Files.writeString(folder.resolve("a.csv"), "ID,ID\n1,2\n");
        Files.writeString(folder.resolve("b.csv"), "ID,NAME\n1,2\n");
        AgentRoutes.awaitFile(folder.resolve(".done"), "b[.]csv");
        AgentRoutes.awaitFile(folder.resolve(".failed"), "\\d{8}T\\d{9}Z-a[.]csv");
        assertThat(routes.fixture.queue.rows()).hasSize(1);
        assertThat(routes.health("customers").getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void a_file_stays_while_the_queue_is_away_and_health_says_why() throws Exception {
        routes.fixture.queue.refuseAfter = 0;
        addCsv(Map.of());
        Files.writeString(folder.resolve("a.csv"), "ID,NAME\n1,2\n");
        routes.awaitHealth("customers", HealthCheck.State.DOWN);
        assertThat(routes.health("customers").getMessage().orElse("")).contains("the queue is away");
        assertThat(folder.resolve("a.csv")).exists();
        routes.fixture.queue.refuseAfter = Integer.MAX_VALUE;
        routes.awaitRows(1);
        AgentRoutes.awaitFile(folder.resolve(".done"), "a[.]csv");
        routes.awaitHealth("customers", HealthCheck.State.UP);
    }

    @Test
    void no_file_overtakes_one_that_could_not_be_published() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "ID,NAME\n1,old\n");
        Files.writeString(folder.resolve("b.csv"), "ID,NAME\n1,new\n");
        routes.fixture.queue.refuseFirst = 1;
        addCsv(Map.of());
        routes.awaitRows(2);
        assertThat(routes.fixture.queue.batches).extracting(RecordBatch::place).containsExactly("a.csv", "b.csv");
        AgentRoutes.awaitFile(folder.resolve(".done"), "b[.]csv");
        routes.awaitHealth("customers", HealthCheck.State.UP);
    }

    @Test
    void no_file_overtakes_one_that_is_still_being_written() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "ID,NAME\n1,old\n");
        Files.setLastModifiedTime(
                folder.resolve("a.csv"), FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
        Files.writeString(folder.resolve("b.csv"), "ID,NAME\n1,new\n");
        addCsv(Map.of());
        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(10))
                .until(() -> routes.fixture.queue.rows().isEmpty());
        Files.setLastModifiedTime(folder.resolve("a.csv"), FileTime.from(Instant.now()));
        routes.awaitRows(2);
        assertThat(routes.fixture.queue.batches).extracting(RecordBatch::place).containsExactly("a.csv", "b.csv");
    }

    @Test
    void a_file_that_is_still_being_written_is_not_read() throws Exception {
        Path file = folder.resolve("a.csv");
        // Every look of the agent finds it changed a moment ago: the clock of the file runs with the writer.
        Files.writeString(file, "ID,NAME\n1,2\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
        addCsv(Map.of());
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(() -> Files.exists(file));
        assertThat(routes.fixture.queue.rows()).isEmpty();
        Files.writeString(file, "3,4\n", StandardOpenOption.APPEND);
        assertThat(routes.awaitRows(2)).hasSize(2);
    }

    @Test
    void a_done_file_says_when_a_file_may_be_read() throws Exception {
        addCsv(Map.of("doneFileName", "${file:name}.ok", "readLock", "none"));
        Files.writeString(folder.resolve("a.csv"), "ID,NAME\n1,2\n");
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> Files.exists(folder.resolve("a.csv")));
        Files.writeString(folder.resolve("a.csv.ok"), "");
        routes.awaitRows(1);
        AgentRoutes.awaitFile(folder.resolve(".done"), "a[.]csv");
    }

    @Test
    void a_wrong_parameter_stops_the_start_of_its_route() {
        assertThatThrownBy(() -> addCsv(Map.of("charset", "latin-9000")))
                .hasStackTraceContaining("charset: 'latin-9000' is none that this Java knows");
    }

    @Test
    void a_bad_line_of_a_fixed_length_file_is_unreadable_and_the_rest_goes_on() throws Exception {
        routes.add(
                "fixed-length-agent",
                "shipments",
                Map.of(
                        "topic",
                        "crm.customer",
                        "directory",
                        folder.toString(),
                        "delay",
                        "200",
                        "minAge",
                        "0",
                        "model",
                        ShipmentLayout.class.getName(),
                        "operationField",
                        "op"));
        Files.writeString(
                folder.resolve("s.txt"),
                String.join(
                        "\r\n",
                        ShipmentLayout.line("U", 1, "10.50", "20260131", "AIR"),
                        ShipmentLayout.line("U", 2, "10.5x", "20260131", "AIR"),
                        "",
                        "short",
                        ShipmentLayout.line("D", 3, "", "", "")));
        List<FakeQueue.Row> rows = routes.awaitRows(4);
        assertThat(rows).extracting(FakeQueue.Row::line).containsExactly(1, 2, 4, 5);
        assertThat(rows.get(0).values())
                .containsOnlyKeys("orderId", "price", "shipDate", "mode")
                .containsEntry("orderId", 1L)
                .containsEntry("shipDate", "2026-01-31")
                .containsEntry("mode", "AIR");
        assertThat(rows.get(0).values().get("price").toString()).isEqualTo("10.50");
        assertThat(rows.get(1).unreadable()).isNotBlank();
        assertThat(rows.get(2).unreadable()).isNotBlank();
        assertThat(rows.get(2).values()).containsValue("short");
        assertThat(rows.get(3).operation()).isEqualTo(Operation.DELETE);
        assertThat(rows.get(3).values()).containsEntry("orderId", 3L);
        AgentRoutes.awaitFile(folder.resolve(".done"), "s[.]txt");
    }

    @Test
    void names_of_files_are_one_path_segment() {
        assertThat(List.of("a.csv", "..a", "a b.csv")).allMatch(FileNameGuard::isSafe);
        assertThat(List.of("../a", "..", ".", "a/b", "a\\b", "a\0b", "")).noneMatch(FileNameGuard::isSafe);
    }
}
