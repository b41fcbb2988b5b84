package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JdbcAgentTest {

    private TableFixture erp;
    private JdbcAgent agent;

    @BeforeEach
    void table() throws SQLException {
        erp = new TableFixture(
                "erp.orders",
                "CREATE TABLE ORDERS (ORDER_ID BIGINT PRIMARY KEY, STATUS CHAR(1), TOTAL DECIMAL(15,2), ORDER_DATE DATE,"
                        + " UPDATED_AT TIMESTAMP(6))");
        agent = agent();
    }

    @AfterEach
    void close() throws SQLException {
        erp.close();
    }

    private JdbcAgent agent() {
        JdbcAgent made = erp.agent(new JdbcAgent(), "orders", "ORDERS", "ORDER_ID");
        made.setVersion("UPDATED_AT");
        made.setPageRows(3);
        return made;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(erp.fixture.clock.instant(), ZoneOffset.UTC);
    }

    private void insert(long id, LocalDateTime updatedAt) throws SQLException {
        erp.execute(
                "INSERT INTO ORDERS VALUES (?, 'O', ?, ?, ?)",
                id,
                new java.math.BigDecimal("10.50"),
                LocalDate.of(2026, 1, 30),
                updatedAt);
    }

    private List<Object> polled() {
        erp.poll(agent);
        return erp.sent().stream().map(row -> row.values().get("ORDER_ID")).toList();
    }

    @Test
    void values_are_numbers_and_iso_text_and_names_are_in_capitals() throws Exception {
        agent.setColumns("order_id, status, total, order_date, updated_at");
        insert(1, LocalDateTime.of(2026, 1, 31, 9, 0));
        erp.poll(agent);
        assertThat(erp.sent().get(0).values())
                .containsEntry("ORDER_ID", 1L)
                .containsEntry("STATUS", "O")
                .containsEntry("TOTAL", new java.math.BigDecimal("10.50"))
                .containsEntry("ORDER_DATE", "2026-01-30")
                .containsEntry("UPDATED_AT", "2026-01-31T09:00:00");
    }

    @Test
    void rows_that_share_a_version_are_not_cut_apart_by_pages() throws Exception {
        for (long id = 1; id <= 20; id++) {
            insert(id, now());
        }
        assertThat(polled()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void what_is_read_again_and_has_not_changed_is_not_published_again() throws Exception {
        for (long id = 1; id <= 10; id++) {
            insert(id, now());
        }
        polled();
        assertThat(polled()).isEmpty();
        insert(11, now());
        assertThat(polled()).containsExactly(11L);
    }

    @Test
    void a_row_that_is_committed_late_within_the_overlap_is_seen() throws Exception {
        insert(1, now());
        polled();
        insert(2, now().minusSeconds(59));
        assertThat(polled()).containsExactly(2L);
    }

    @Test
    void updates_within_one_tick_are_all_seen_also_back_to_what_it_was() throws Exception {
        insert(1, now());
        polled();
        erp.execute("UPDATE ORDERS SET STATUS = 'F'");
        assertThat(polled()).containsExactly(1L);
        erp.execute("UPDATE ORDERS SET STATUS = 'O'");
        assertThat(polled()).containsExactly(1L);
    }

    @Test
    void a_row_that_went_and_came_back_while_a_load_passed_it_is_published_each_time() throws Exception {
        insert(1, now());
        polled();
        erp.execute("UPDATE ORDERS SET STATUS = 'F', UPDATED_AT = ?", now().plusSeconds(1));
        // Behind the overlap before it is read for the first time: what it is now is not remembered.
        insert(2, now().plusHours(2));
        assertThat(polled()).containsExactly(1L, 2L);
        erp.execute("UPDATE ORDERS SET STATUS = 'O', UPDATED_AT = ? WHERE ORDER_ID = 1", now());
        agent.setOverlap("PT3H");
        assertThat(polled()).containsExactly(1L);
    }

    @Test
    void a_load_over_many_pages_remembers_only_the_overlap_and_publishes_each_row_once() throws Exception {
        for (long id = 1; id <= 20; id++) {
            insert(id, now().plusSeconds(25 * id));
        }
        assertThat(polled()).hasSize(20).doesNotHaveDuplicates();
        assertThat(polled()).isEmpty();
    }

    @Test
    void an_empty_poll_does_not_reset_the_checkpoint() throws Exception {
        insert(1, now());
        polled();
        Object before = erp.fixture.checkpoints.load("orders");
        erp.execute("DELETE FROM ORDERS");
        assertThat(polled()).isEmpty();
        assertThat(erp.fixture.checkpoints.load("orders")).isEqualTo(before);
        insert(2, now().minusHours(1));
        assertThat(polled()).isEmpty();
    }

    @Test
    void a_restart_goes_on_from_the_checkpoint_and_repeats_the_overlap() throws Exception {
        insert(1, now().minusHours(2));
        insert(2, now().minusSeconds(10));
        insert(3, now());
        polled();
        agent = agent();
        assertThat(polled()).containsExactly(2L, 3L);
    }

    @Test
    void a_failing_queue_moves_no_checkpoint_and_the_next_poll_publishes_all() throws Exception {
        for (long id = 1; id <= 9; id++) {
            insert(id, now().plusSeconds(id));
        }
        erp.fixture.queue.refuseAfter = 1;
        assertThatThrownBy(() -> erp.poll(agent)).hasMessageContaining("the queue is away");
        assertThat(erp.fixture.checkpoints.load("orders").get("version")).isEqualTo("t" + now().plusSeconds(3));
        erp.sent();
        erp.fixture.queue.refuseAfter = Integer.MAX_VALUE;
        assertThat(polled()).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    @Timeout(60)
    void the_next_page_is_read_while_one_is_on_its_way_and_the_next_poll_waits_for_it() throws Exception {
        for (long id = 1; id <= 6; id++) {
            insert(id, now().plusSeconds(id));
        }
        CountDownLatch answered = new CountDownLatch(1);
        erp.fixture.queue.onSend = () -> await().until(() -> answered.getCount() == 0);
        agent.begin();
        erp.page(agent);
        agent.nextPage(new DefaultExchange(erp.context));
        // That query fails; the route begins again with its next tick.
        FutureTask<Boolean> next = new FutureTask<>(() -> {
            agent.begin();
            return true;
        });
        Thread tick = new Thread(next);
        tick.start();
        await().until(() -> tick.getState() == Thread.State.WAITING);
        answered.countDown();
        assertThat(next.get()).isTrue();
        assertThat(erp.sent()).extracting(row -> row.values().get("ORDER_ID")).containsExactly(1L, 2L, 3L);
        assertThat(polled()).as("what arrived is confirmed").containsExactly(4L, 5L, 6L);
    }

    @Test
    void a_route_that_goes_on_after_a_page_did_not_arrive_skips_no_row() throws Exception {
        for (long id = 1; id <= 9; id++) {
            insert(id, now().plusSeconds(id));
        }
        erp.fixture.queue.refuseFirst = 1;
        agent.begin();
        int failures = 0;
        while (agent.hasMore()) {
            try {
                erp.page(agent);
            } catch (PublishFailedException e) {
                failures++;
            }
        }
        agent.succeeded();
        assertThat(failures).isEqualTo(1);
        List<Object> ids = new ArrayList<>(
                erp.sent().stream().map(row -> row.values().get("ORDER_ID")).toList());
        ids.addAll(polled());
        assertThat(ids).contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void a_page_of_which_a_part_arrived_is_not_published() throws Exception {
        agent.setServices(erp.fixture.services(new BatchLimits(1, 60_000, Duration.ofSeconds(1)), erp.fixture.clock));
        agent.setPageRows(25);
        for (long id = 1; id <= 25; id++) {
            insert(id, now().plusSeconds(id));
        }
        erp.fixture.queue.refuseAfter = 1;
        agent.begin();
        assertThatThrownBy(() -> erp.page(agent)).hasMessageContaining("the queue is away");
        assertThat(erp.sent()).hasSize(10);
        assertThat(agent.hasMore()).isFalse();
        erp.fixture.queue.refuseAfter = Integer.MAX_VALUE;
        assertThat(polled()).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    @Timeout(60)
    void a_page_that_fails_while_it_is_packed_leaves_nothing_on_its_way() throws Exception {
        // The packer asks with each batch, here with each row: the first ten are on their way when it comes to the
        // 15th.
        AtomicInteger asked = new AtomicInteger();
        Clock breaks = new TestClock() {
            @Override
            public long millis() {
                if (asked.incrementAndGet() == 15) {
                    throw new IllegalStateException("the packing fails");
                }
                return super.millis();
            }
        };
        agent.setServices(erp.fixture.services(new BatchLimits(1, 60_000, Duration.ofSeconds(1)), breaks));
        agent.setPageRows(25);
        for (long id = 1; id <= 25; id++) {
            insert(id, now().plusSeconds(id));
        }
        CountDownLatch answered = new CountDownLatch(1);
        erp.fixture.queue.onSend = () -> await().until(() -> answered.getCount() == 0);
        agent.begin();
        FutureTask<Boolean> page = new FutureTask<>(() -> {
            erp.page(agent);
            return true;
        });
        Thread tick = new Thread(page);
        tick.start();
        await().until(() -> tick.getState() == Thread.State.WAITING);
        answered.countDown();
        assertThatThrownBy(page::get).hasMessageContaining("the packing fails");
        assertThat(erp.sent()).hasSize(10);
    }

    @Test
    void a_row_dated_in_the_future_is_published_and_hides_no_other() throws Exception {
        insert(1, LocalDateTime.of(2099, 1, 1, 0, 0));
        assertThat(polled()).containsExactly(1L);
        insert(2, now());
        assertThat(polled()).containsExactly(2L);
        insert(3, now().plusSeconds(1));
        assertThat(polled()).containsExactly(3L);
        assertThat(JdbcAgent.highestPublished(erp.fixture.checkpoints, "orders"))
                .isEqualTo(LocalDateTime.of(2099, 1, 1, 0, 0));
    }

    @Test
    void numeric_versions_and_composite_keys_page_too() throws Exception {
        erp.execute("CREATE TABLE ITEM (A BIGINT, B VARCHAR(9), SEQ INT, PRIMARY KEY (A, B))");
        JdbcAgent items = erp.agent(new JdbcAgent(), "items", "ITEM", "A,B");
        items.setVersion("SEQ");
        items.setPageRows(4);
        items.setOverlapNumber(2);
        for (int i = 0; i < 30; i++) {
            erp.execute("INSERT INTO ITEM VALUES (?, ?, ?)", i % 3, "b" + i, i % 5);
        }
        erp.poll(items);
        assertThat(erp.sent()).hasSize(30);
        erp.execute("INSERT INTO ITEM VALUES (9, 'late', 2)");
        erp.poll(items);
        assertThat(erp.sent()).extracting(row -> row.values().get("B")).containsExactly("late");
    }

    @Test
    void names_that_would_become_sql_are_refused() {
        assertThatThrownBy(() -> agent.setTable("ORDERS; DROP TABLE X"))
                .hasMessage(
                        "table: 'ORDERS; DROP TABLE X' is no name: letters, digits, '_', '$' and '#', or others in quotes, with '.' after "
                                + "a schema");
        assertThatThrownBy(() -> agent.setKey("A,B OR 1=1")).hasMessageStartingWith("key: 'B OR 1=1' is no name");
        assertThatThrownBy(() -> agent.setOverlap("one minute")).hasMessageContaining("one minute is PT1M");
    }

    @Test
    void page_clauses_follow_the_product() {
        SqlPages.Query query = new SqlPages("T", List.of("K"), SqlPages.PageClause.of("MariaDB"))
                .byKey("*", List.of(1L), List.of(5L), 10);
        assertThat(query.sql()).isEqualTo("SELECT * FROM T WHERE K > :?a0 AND K <= :?u0 ORDER BY K LIMIT 10");
        assertThat(new SqlPages("T", List.of("K"), SqlPages.PageClause.of("Microsoft SQL Server"))
                        .byKey("*", null, null, 10)
                        .sql())
                .isEqualTo("SELECT * FROM T ORDER BY K OFFSET 0 ROWS FETCH NEXT 10 ROWS ONLY");
    }

    @Test
    void the_read_sequence_is_that_of_the_reading() throws Exception {
        insert(1, now());
        erp.poll(agent);
        long first = erp.sent().get(0).sequence();
        erp.fixture.clock.move(Duration.ofSeconds(1));
        erp.execute("UPDATE ORDERS SET STATUS = 'F'");
        erp.poll(agent);
        assertThat(erp.sent().get(0).sequence() - first).isEqualTo(1_000_000);
    }
}
