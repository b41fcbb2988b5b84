package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveChangesTest {

    private static final double SCALE = 0.0002;

    @TempDir
    Path directory;

    TradingCompany company;
    LiveChanges changes;
    Sql sql;

    @BeforeEach
    void create() throws IOException {
        company = TradingCompany.create(directory, SCALE, true);
        changes = company.liveChanges(42);
        sql = company.connect();
    }

    @AfterEach
    void close() {
        sql.close();
        changes.close();
        company.close();
    }

    @Test
    void a_scripted_change_is_seen_in_the_views_and_was_not_before() {
        List<Function<LiveChanges, List<Change>>> script = List.of(
                c -> List.of(c.moveCustomer()),
                c -> List.of(c.orderChangesHands()),
                c -> List.of(c.deleteItem()),
                c -> c.newOrders(3));
        for (Function<LiveChanges, List<Change>> step : script) {
            Map<List<Object>, Map<String, Object>> before = views();
            List<Change> made = step.apply(changes);
            Map<List<Object>, Map<String, Object>> after = views();
            assertThat(made).isNotEmpty().allSatisfy(change -> {
                assertThat(change.isShownBy((view, key) -> before.get(List.of(view, key))))
                        .as(change.description())
                        .isFalse();
                assertThat(change.isShownBy((view, key) -> after.get(List.of(view, key))))
                        .as(change.description())
                        .isTrue();
            });
        }
    }

    private Map<List<Object>, Map<String, Object>> views() {
        Map<List<Object>, Map<String, Object>> documents = new HashMap<>();
        try (SqlOracle oracle = new SqlOracle(company)) {
            for (String view : List.of("customer_360", "order_overview")) {
                oracle.view(view)
                        .documents(Long.MIN_VALUE, Long.MAX_VALUE)
                        .forEach((key, document) -> documents.put(List.of(view, key), document));
            }
        }
        return documents;
    }

    @Test
    void after_random_changes_the_files_say_what_the_truth_says() throws Exception {
        Map<String, Integer> made = changes.randomChanges(1_500);
        assertThat(made.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_500);
        assertThat(made)
                .containsKeys("customer moves", "customer deleted", "customer re-inserted", "order changes hands")
                .containsKeys(
                        "order deleted", "order re-inserted", "order changes key", "item moves", "item re-inserted")
                .containsKeys("part deleted", "supplier renamed", "nation renamed");

        TruthTables truth = new TruthTables(sql, true);
        Map<Long, CustomerRow> customers = DroppedFiles.customers(company.crmDirectory());
        assertThat(customers.keySet()).containsExactlyElementsOf(ids("SELECT CUST_ID FROM TRUTH.CUSTOMERS ORDER BY 1"));
        assertThat(customers)
                .allSatisfy((id, c) -> assertThat(truth.customer(id)).contains(c));
        assertThat(DroppedFiles.nations(company.geoDirectory()))
                .isEqualTo(TradingCompanyTest.byKey(truth.nations(), NationRow::id));
        List<ItemRow> items = ids("SELECT DISTINCT ORDER_ID FROM TRUTH.ITEMS").stream()
                .flatMap(o -> truth.items(o).stream())
                .toList();
        assertThat(DroppedFiles.items(TradingCompanyTest.download(company)).values())
                .containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    void nothing_is_left_under_a_hidden_name_and_files_share_changes() throws IOException {
        changes.randomChanges(400);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(f -> f.startsWith("."));
        }
        assertThat(DroppedFiles.named(company.crmDirectory(), "customers-")).hasSizeBetween(2, 6);
        assertThat(company.rows().get("crm.customer"))
                .isEqualTo(DroppedFiles.records(
                                DroppedFiles.named(company.crmDirectory(), "customers-"),
                                ';',
                                java.nio.charset.StandardCharsets.ISO_8859_1)
                        .size());
    }

    @Test
    void every_change_of_an_order_has_a_later_time_than_all_before() {
        LocalDateTime started = LocalDateTime.now(ZoneOffset.UTC).minusSeconds(1);
        LocalDateTime last = started;
        for (int i = 0; i < 20; i++) {
            Change change = changes.orderChangesHands();
            LocalDateTime latest = sql.first(
                            "SELECT MAX(UPDATED_AT) FROM ORDERS", r -> r.getObject(1, LocalDateTime.class))
                    .orElseThrow();
            assertThat(latest).as(change.description()).isAfter(last).isBefore(started.plusMinutes(5));
            last = latest;
        }
    }

    @Test
    void times_grow_while_the_clock_stands_still() {
        UpdateClock clock =
                new UpdateClock(Clock.fixed(Instant.parse("2026-01-31T10:00:00.123456789Z"), ZoneOffset.UTC));
        assertThat(Stream.generate(clock::next).limit(3))
                .containsExactly(
                        LocalDateTime.parse("2026-01-31T10:00:00.123456"),
                        LocalDateTime.parse("2026-01-31T10:00:00.123457"),
                        LocalDateTime.parse("2026-01-31T10:00:00.123458"));
    }

    @Test
    void the_same_seed_makes_the_same_changes() throws IOException {
        Map<String, Integer> made = changes.randomChanges(300);
        Map<Long, CustomerRow> customers = DroppedFiles.customers(company.crmDirectory());
        try (TradingCompany twin = TradingCompany.create(directory.resolve("twin"), SCALE, true);
                LiveChanges again = twin.liveChanges(42)) {
            assertThat(again.randomChanges(300)).isEqualTo(made);
            assertThat(DroppedFiles.customers(twin.crmDirectory())).isEqualTo(customers);
        }
    }

    @Test
    void without_the_truth_there_are_scripted_changes_only() throws Exception {
        try (TradingCompany plain = TradingCompany.create(directory.resolve("plain"), SCALE);
                LiveChanges live = plain.liveChanges(1)) {
            Map<List<Object>, ItemRow> before = DroppedFiles.items(TradingCompanyTest.download(plain));
            Change gone = live.deleteItem();
            Map<List<Object>, ItemRow> after = DroppedFiles.items(TradingCompanyTest.download(plain));
            assertThat(before).hasSize(after.size() + 1).containsAllEntriesOf(after);
            assertThat(after)
                    .doesNotContainKey(
                            List.of(gone.key(), gone.expected().get(0).value()));

            Change moved = live.moveCustomer();
            assertThat(DroppedFiles.customers(plain.crmDirectory())
                            .get((Long) moved.key())
                            .address())
                    .isEqualTo(moved.expected().get(0).value());
            assertThat(live.newOrders(2)).hasSize(2);
            assertThatThrownBy(() -> live.randomChanges(1)).hasMessageContaining("created with its truth");
        }
    }

    private List<Long> ids(String query) {
        return sql.list(query, r -> r.getLong(1)).stream().collect(Collectors.toList());
    }
}
