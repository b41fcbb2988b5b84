package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.record.Operation;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcCompareAgentTest {

    private TableFixture erp;
    private JdbcCompareAgent agent;

    @BeforeEach
    void table() throws SQLException {
        erp = new TableFixture(
                "erp.orders",
                "CREATE TABLE PART (PART_ID BIGINT PRIMARY KEY, NAME VARCHAR(20))",
                "CREATE TABLE ITEM (A VARCHAR_IGNORECASE(9), B INT, NAME VARCHAR(20), PRIMARY KEY (A, B))",
                "CREATE TABLE ORDERS (ORDER_ID BIGINT PRIMARY KEY, NAME VARCHAR(20), UPDATED_AT TIMESTAMP(6))");
        agent = parts();
    }

    @AfterEach
    void close() throws SQLException {
        erp.close();
    }

    private JdbcCompareAgent parts() {
        JdbcCompareAgent made = erp.agent(new JdbcCompareAgent(), "parts", "PART", "PART_ID");
        made.setPageRows(4);
        return made;
    }

    private void insert(long id) throws SQLException {
        erp.execute("INSERT INTO PART VALUES (?, ?)", id, "part " + id);
    }

    private List<String> polled() {
        erp.poll(agent);
        return erp.sent().stream()
                .map(row -> (row.operation() == Operation.DELETE ? "-" : "+")
                        + row.values().get("PART_ID"))
                .toList();
    }

    @Test
    void inserts_changes_and_deletes_are_found_and_nothing_else_is_published() throws Exception {
        for (long id = 1; id <= 10; id++) {
            insert(id);
        }
        assertThat(polled()).hasSize(10).doesNotHaveDuplicates();
        assertThat(polled()).isEmpty();
        insert(11);
        erp.execute("UPDATE PART SET NAME = 'new' WHERE PART_ID = 3");
        erp.execute("DELETE FROM PART WHERE PART_ID IN (5, 10)");
        assertThat(polled()).containsExactlyInAnyOrder("+3", "+11", "-5", "-10");
        assertThat(polled()).isEmpty();
    }

    @Test
    void an_emptied_table_deletes_all_and_its_pages_become_one() throws Exception {
        for (long id = 1; id <= 50; id++) {
            insert(id);
        }
        polled();
        assertThat(erp.fixture.checkpoints.pages("parts")).isGreaterThan(10);
        erp.execute("DELETE FROM PART");
        assertThat(polled()).hasSize(50).allMatch(row -> row.startsWith("-"));
        polled();
        assertThat(erp.fixture.checkpoints.pages("parts")).isEqualTo(1);
        insert(7);
        assertThat(polled()).containsExactly("+7");
    }

    @Test
    void a_page_that_outgrows_twice_its_size_is_split_once() throws Exception {
        for (long id = 0; id < 4; id++) {
            insert(id * 100);
        }
        polled();
        for (long id = 1; id <= 30; id++) {
            insert(id);
        }
        assertThat(polled()).hasSize(30);
        long pages = erp.fixture.checkpoints.pages("parts");
        assertThat(polled()).isEmpty();
        assertThat(erp.fixture.checkpoints.pages("parts")).isEqualTo(pages);
        assertThat(pages).isBetween(5L, 12L);
    }

    @Test
    void a_restart_knows_what_was_published() throws Exception {
        for (long id = 1; id <= 10; id++) {
            insert(id);
        }
        polled();
        agent = parts();
        erp.execute("DELETE FROM PART WHERE PART_ID = 2");
        assertThat(polled()).containsExactly("-2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void after_random_changes_and_failures_the_latest_of_each_key_is_the_table(long seed) throws Exception {
        Random random = new Random(seed);
        agent = items();
        Replica replica = new Replica(null, "A", "B");
        for (int round = 0; round < 60; round++) {
            changeItems(random);
            erp.fixture.queue.refuseAfter = random.nextInt(3) == 0 ? random.nextInt(6) : Integer.MAX_VALUE;
            pollOrFail();
            replica.apply(erp.sent());
            if (random.nextInt(5) == 0) {
                agent = items();
            }
            erp.fixture.clock.move(Duration.ofSeconds(random.nextInt(10) - 2));
        }
        erp.fixture.queue.refuseAfter = Integer.MAX_VALUE;
        // A row that came back between two queries of one poll is found by the next one.
        erp.poll(agent);
        erp.poll(agent);
        replica.apply(erp.sent());
        assertThat(replica.rows()).isEqualTo(erp.table("ITEM", "A", "B"));
    }

    private JdbcCompareAgent items() {
        JdbcCompareAgent made = erp.agent(new JdbcCompareAgent(), "items", "ITEM", "A,B");
        made.setPageRows(4);
        return made;
    }

    private void pollOrFail() {
        try {
            erp.poll(agent);
        } catch (PublishFailedException e) {
            assertThat(e).hasMessageContaining("the queue is away");
        }
    }

    private void changeItems(Random random) throws SQLException {
        for (int i = random.nextInt(30); i > 0; i--) {
            String a = "" + (char) ((random.nextBoolean() ? 'a' : 'A') + random.nextInt(4));
            int b = random.nextInt(12);
            switch (random.nextInt(3)) {
                case 0 -> erp.execute("DELETE FROM ITEM WHERE A = ? AND B = ?", a, b);
                case 1 -> erp.execute("UPDATE ITEM SET NAME = ? WHERE A = ? AND B = ?", "n" + random.nextInt(5), a, b);
                default -> {
                    erp.execute("DELETE FROM ITEM WHERE A = ? AND B = ?", a, b);
                    erp.execute("INSERT INTO ITEM VALUES (?, ?, ?)", a, b, "n" + random.nextInt(5));
                }
            }
        }
    }

    @Test
    void what_a_failing_queue_refused_is_published_by_the_next_poll() throws Exception {
        insert(1);
        erp.fixture.queue.refuseAfter = 0;
        assertThatThrownBy(() -> erp.poll(agent)).isInstanceOf(PublishFailedException.class);
        erp.fixture.queue.refuseAfter = Integer.MAX_VALUE;
        assertThat(polled()).containsExactly("+1");
        assertThat(polled()).isEmpty();
    }

    @Test
    void a_row_that_a_crash_may_have_published_and_that_is_gone_is_deleted() throws Exception {
        insert(1);
        erp.fixture.queue.refuseAfter = 0;
        assertThatThrownBy(() -> erp.poll(agent)).isInstanceOf(PublishFailedException.class);
        erp.fixture.queue.refuseAfter = Integer.MAX_VALUE;
        erp.execute("DELETE FROM PART");
        agent = parts();
        assertThat(polled()).containsExactly("-1");
    }

    @Test
    void a_row_that_comes_and_goes_between_two_walks_is_deleted() throws Exception {
        JdbcAgent orders = orders();
        JdbcCompareAgent deletes = orderDeletes();
        erp.poll(deletes);
        erp.execute("INSERT INTO ORDERS VALUES (1, 'a', TIMESTAMP '2026-01-31 09:00:00')");
        erp.poll(orders);
        erp.execute("DELETE FROM ORDERS");
        erp.sent();
        erp.poll(deletes);
        erp.poll(deletes);
        assertThat(erp.sent()).extracting(FakeQueue.Row::operation).containsExactly(Operation.DELETE);
        erp.poll(deletes);
        assertThat(erp.sent()).isEmpty();
        assertThat(erp.fixture.checkpoints.entries.keySet()).noneMatch(id -> id.matches(".*/journal/\\d+"));
    }

    private JdbcAgent orders() {
        JdbcAgent made = erp.agent(new JdbcAgent(), "orders", "ORDERS", "ORDER_ID");
        made.setDeletesAgent("order-deletes");
        made.setVersion("UPDATED_AT");
        made.setPageRows(4);
        return made;
    }

    private JdbcCompareAgent orderDeletes() {
        JdbcCompareAgent made = erp.agent(new JdbcCompareAgent(), "order-deletes", "ORDERS", "ORDER_ID");
        made.setDeletesOnly(true);
        made.setVersionAgent("orders");
        made.setVersion("UPDATED_AT");
        made.setPageRows(4);
        return made;
    }

    @Test
    void deletes_only_learns_first_and_deletes_with_the_highest_published_version() throws Exception {
        LocalDateTime time = LocalDateTime.of(2026, 1, 31, 9, 0);
        erp.execute("INSERT INTO ORDERS VALUES (1, 'a', ?), (2, 'b', ?)", time, time.plusSeconds(5));
        JdbcAgent orders = orders();
        JdbcCompareAgent deletes = orderDeletes();
        erp.poll(orders);
        erp.sent();
        erp.poll(deletes);
        assertThat(erp.sent()).isEmpty();
        erp.execute("DELETE FROM ORDERS WHERE ORDER_ID = 1");
        erp.poll(deletes);
        assertThat(erp.sent()).as("the first look that misses it").isEmpty();
        erp.poll(deletes);
        List<FakeQueue.Row> sent = erp.sent();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).operation()).isEqualTo(Operation.DELETE);
        assertThat(sent.get(0).values())
                .containsEntry("ORDER_ID", 1L)
                .containsEntry("UPDATED_AT", "2026-01-31T09:00:05");
        erp.poll(deletes);
        assertThat(erp.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void both_agents_together_give_the_table_after_random_changes_and_failures(long seed) throws Exception {
        Random random = new Random(seed);
        JdbcAgent orders = orders();
        JdbcCompareAgent deletes = orderDeletes();
        Replica replica = new Replica("UPDATED_AT", "ORDER_ID");
        for (int round = 0; round < 80; round++) {
            changeOrders(random);
            erp.fixture.queue.refuseAfter = random.nextInt(4) == 0 ? random.nextInt(4) : Integer.MAX_VALUE;
            agent = deletes;
            if (random.nextBoolean()) {
                pollOrFail();
            }
            agentPoll(orders);
            replica.apply(erp.sent());
            if (random.nextInt(6) == 0) {
                orders = orders();
                deletes = orderDeletes();
            }
            erp.fixture.clock.move(Duration.ofSeconds(1 + random.nextInt(5)));
        }
        erp.fixture.queue.refuseAfter = Integer.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            erp.poll(orders);
            erp.poll(deletes);
        }
        replica.apply(erp.sent());
        assertThat(replica.rows()).isEqualTo(erp.table("ORDERS", "ORDER_ID"));
    }

    private void agentPoll(JdbcAgent orders) {
        try {
            erp.poll(orders);
        } catch (PublishFailedException e) {
            assertThat(e).hasMessageContaining("the queue is away");
        }
    }

    /** Versions in whole seconds, so that ties are common. */
    private void changeOrders(Random random) throws SQLException {
        LocalDateTime now = LocalDateTime.ofInstant(erp.fixture.clock.instant(), ZoneOffset.UTC);
        for (int i = random.nextInt(15); i > 0; i--) {
            long id = random.nextInt(40);
            if (random.nextInt(3) == 0) {
                erp.execute("DELETE FROM ORDERS WHERE ORDER_ID = ?", id);
            } else {
                erp.execute("MERGE INTO ORDERS VALUES (?, ?, ?)", id, "n" + random.nextInt(5), now);
            }
        }
    }
}
