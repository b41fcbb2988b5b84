package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tributary.cast.CastRecord;
import io.tributary.definition.Definitions;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Indexes;
import io.tributary.projection.ProjectionChange;
import io.tributary.projection.ProjectionLayout;
import io.tributary.projection.ProjectionWriter;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * Any mix of joins gives what SQL gives: random definitions over random rows, compared with H2. {@code -Dsql.seeds=100000} looks
 * further, {@code -Dsql.seed=42} at one seed alone.
 */
class JoinsEqualSqlTest {

    private static final Duration KEEP = Duration.ofDays(15);
    private static final int ROUNDS = 8;

    @Test
    void any_mix_of_joins_gives_what_sql_gives() throws Exception {
        long rows = 0;
        try (SqlViews sql = new SqlViews()) {
            for (int seed : seeds(400)) {
                Case one = new Case(seed);
                one.rows.fill();
                Map<Key, Object> expected = sql.views(one.view, one.part, one.rows);
                Map<String, List<Document>> documents = one.rows.documents(one.definitions);
                Map<Key, Object> actual = new LinkedHashMap<>();
                for (Key key : one.rows.keys(one.view.base().table())) {
                    Object view = SqlViews.normal(ViewTests.view(one.plan(), key, documents));
                    if (view != null) {
                        actual.put(key, view);
                    }
                }
                assertThat(actual).as(one.text()).isEqualTo(expected);
                rows += actual.size();
            }
        }
        assertThat(rows).as("views that were compared").isPositive();
    }

    /** Only the views that the way back leads to are built: those that it misses would differ. */
    @Test
    void every_view_whose_sql_changed_is_found_by_the_way_back() throws Exception {
        try (TestMongo server = new TestMongo();
                SqlViews sql = new SqlViews()) {
            for (int seed : seeds(60)) {
                Case one = new Case(seed);
                MongoDatabase database = server.empty("sql");
                one.index(database);
                for (int round = 0; round < ROUNDS; round++) {
                    one.change(database);
                    assertThat(one.stored(database))
                            .as("round %d of %s", round, one.text())
                            .isEqualTo(sql.views(one.view, one.part, one.rows));
                }
            }
        }
    }

    private static int[] seeds(int count) {
        Integer only = Integer.getInteger("sql.seed");
        if (only != null) {
            return new int[] {only};
        }
        int[] seeds = new int[Integer.getInteger("sql.seeds", count)];
        java.util.Arrays.setAll(seeds, i -> i);
        return seeds;
    }

    /** A random view with its rows. */
    private static final class Case {

        private final int seed;
        private final Random random;
        private final RandomView view;
        private final RandomFields.Part part;
        private final Definitions definitions;
        private final RandomRows rows;

        Case(int seed) throws Exception {
            this.seed = seed;
            this.random = new Random(seed);
            this.view = new RandomView(random);
            this.part = new RandomFields(random, view).document();
            this.definitions = view.definitions(part.yaml());
            this.rows = new RandomRows(view, random);
        }

        ViewPlan plan() {
            return new ViewPlan(definitions.view("v"), definitions);
        }

        String text() {
            return "seed " + seed + "\n" + view.yaml(part.yaml()) + "\n" + RandomFields.query(view, part) + ";\n"
                    + rows.sql();
        }

        void index(MongoDatabase database) {
            for (int table = 0; table < RandomView.tables(); table++) {
                ProjectionLayout layout = ProjectionLayout.of(definitions, "p" + table);
                Indexes.ofProjection(layout, database.getCollection("p" + table), KEEP)
                        .run();
            }
        }

        void change(MongoDatabase database) throws Exception {
            ViewPlan plan = plan();
            Set<Key> affected = new LinkedHashSet<>();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int table = random.nextInt(RandomView.tables());
                for (ProjectionChange change : write(database, table, rows.change(table))) {
                    for (ViewNode node : plan.nodesOf("p" + table)) {
                        new WayBack(database, new Names("")).follow(node, List.of(change), affected::addAll);
                    }
                }
            }
            new ViewBuilder(plan, database, new Names(""), 1_000, Clock.systemUTC()).build(affected);
        }

        private List<ProjectionChange> write(MongoDatabase database, int table, CastRecord record) {
            ProjectionLayout layout = ProjectionLayout.of(definitions, "p" + table);
            return new ProjectionWriter(layout, database, "p" + table, KEEP, Clock.systemUTC())
                    .write(List.of(record), "test")
                    .changes();
        }

        Map<Key, Object> stored(MongoDatabase database) {
            Map<Key, Object> stored = new LinkedHashMap<>();
            database.getCollection("v").find().forEach(document -> {
                if (!Stored.deleted(document)) {
                    Object id = Objects.requireNonNull(document.get("_id"));
                    Key key = BsonValues.key(definitions.projection(view.base().alias()), id);
                    stored.put(key, Objects.requireNonNull(SqlViews.normal(document)));
                }
            });
            return stored;
        }
    }
}
