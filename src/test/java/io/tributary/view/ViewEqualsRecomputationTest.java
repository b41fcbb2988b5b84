package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tributary.cast.CastRecord;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.definition.FieldType;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Indexes;
import io.tributary.projection.ProjectionChange;
import io.tributary.projection.ProjectionLayout;
import io.tributary.projection.ProjectionWriter;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import io.tributary.record.Operation;
import io.tributary.record.Version;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random records, late, repeated, and with processes that die before they notify, go through writer, way back and builder;
 * afterwards every view equals what nested loops over what the sources said give (I2, I4, I5). The loops share no code with
 * the builder.
 */
class ViewEqualsRecomputationTest {

    private static final int SEEDS = 6;
    private static final int ROUNDS = 60;

    /** Each with many kinds of joins: upwards by key, by other fields, over several hops, by composite keys, to itself. */
    private static final Map<String, Tree> VIEWS = Map.of(
            "people_view",
            new Tree(
                    "people",
                    one("boss", "people", "boss: id", one("grandboss", "people", "boss: id")),
                    many("reports", "people", "id: boss"),
                    one("team", "teams", "team: code"),
                    many("badges", "badges", "id: owner, team: team"),
                    many(
                            "orders",
                            "orders",
                            "id: customer",
                            one("day", "days", "day: day"),
                            many(
                                    "lines",
                                    "lines",
                                    "id: order",
                                    one("note", "notes", "order: order, line: line"),
                                    one("part", "parts", "part: id", one("kind", "kinds", "kind: name")),
                                    one("stock", "stocks", "part: part, shop: shop")))),
            "line_view",
            new Tree(
                    "lines",
                    one(
                            "order",
                            "orders",
                            "order: id",
                            one(
                                    "customer",
                                    "people",
                                    "customer: id",
                                    one("team", "teams", "team: code"),
                                    many("badges", "badges", "id: owner"))),
                    many("siblings", "lines", "order: order"),
                    many("twins", "lines", "part: part, shop: shop"),
                    one("note", "notes", "line: line, order: order")),
            "kind_view",
            new Tree(
                    "kinds",
                    many(
                            "parts",
                            "parts",
                            "name: kind",
                            many("lines", "lines", "id: part", one("order", "orders", "order: id")),
                            many("stocks", "stocks", "id: part"))));

    /** Head and fields of each projection. */
    private static final Map<String, List<String>> PROJECTIONS = Map.of(
            "people", List.of("key: id", "id: integer, boss: integer, team: string, name: string"),
            "teams", List.of("key: id", "id: integer, code: string, name: string"),
            "badges", List.of("key: id", "id: integer, owner: integer, team: string"),
            "orders", List.of("key: id", "id: integer, customer: integer, day: date"),
            "days", List.of("key: day", "day: date, name: string"),
            "lines",
                    List.of(
                            "key: [order, line]",
                            "order: integer, line: integer, part: integer, shop: decimal, quantity: integer"),
            "notes", List.of("key: [order, line]", "order: integer, line: integer, name: string"),
            "parts", List.of("key: id\nwrite: merge", "id: integer, kind: string, name: string"),
            "kinds", List.of("key: name", "name: string, label: string"),
            "stocks", List.of("key: [part, shop]", "part: integer, shop: decimal, quantity: integer"));

    private static TestMongo server;
    private static Definitions definitions;

    private final Map<String, Map<Key, List<CastRecord>>> told = new LinkedHashMap<>();
    private MongoDatabase database;
    private Random random;
    private long sequence;

    @BeforeAll
    static void start() throws Exception {
        server = new TestMongo();
        List<DefinitionFile> views = new ArrayList<>();
        VIEWS.forEach((name, tree) ->
                views.add(new DefinitionFile("transformers/single-views/" + name + ".yaml", tree.yaml(name))));
        definitions = new DefinitionReader(Set.of())
                .read(
                        PROJECTIONS.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> projection(entry.getKey(), entry.getValue()))
                                .toList(),
                        views);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_view_equals_its_recomputation() throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            random = new Random(seed);
            database = server.empty("recomputation");
            told.clear();
            for (String projection : definitions.projections().keySet()) {
                ProjectionLayout layout = ProjectionLayout.of(definitions, projection);
                Indexes.ofProjection(layout, database.getCollection(projection), Duration.ofDays(15))
                        .run();
            }
            for (int round = 0; round < ROUNDS; round++) {
                round();
                assertViewsAreRight("seed %d, round %d".formatted(seed, round));
            }
        }
    }

    /** Rounds are short: later changes of so few keys would mend a view that an earlier one has missed. */
    private void round() throws Exception {
        List<Delivery> late = new ArrayList<>();
        for (int step = random.nextInt(4); step >= 0; step--) {
            Delivery delivery = randomDelivery();
            int fate = random.nextInt(8);
            if (fate == 0) {
                late.add(delivery);
            } else if (fate == 1) {
                // The process dies before it notifies; the message comes again some time.
                write(delivery);
                late.add(delivery);
            } else {
                deliver(delivery);
            }
        }
        Collections.shuffle(late, random);
        for (Delivery delivery : late) {
            deliver(delivery);
        }
    }

    private record Delivery(String projection, List<CastRecord> records) {}

    private Delivery randomDelivery() {
        List<String> names = List.copyOf(definitions.projections().keySet());
        String projection = names.get(random.nextInt(names.size()));
        List<CastRecord> records = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            CastRecord record = randomRecord(definitions.projection(projection));
            records.add(record);
            told.computeIfAbsent(projection, name -> new LinkedHashMap<>())
                    .computeIfAbsent(record.key(), key -> new ArrayList<>())
                    .add(record);
        }
        return new Delivery(projection, records);
    }

    private CastRecord randomRecord(ProjectionDefinition projection) {
        boolean delete = random.nextInt(6) == 0;
        boolean merges = projection.write() == ProjectionDefinition.WriteMode.MERGE;
        @Nullable Object[] values = new @Nullable Object[projection.fields().size()];
        for (int i = 0; i < values.length; i++) {
            boolean key = projection.key().contains(projection.fields().get(i).name());
            if (!delete || key) {
                values[i] = randomValue(projection.fields().get(i).type(), key);
            }
            if (!key && !delete && random.nextInt(6) == 0) {
                values[i] = merges ? CastRecord.ABSENT : null;
            }
        }
        Key key = new Key(projection.key().stream()
                .map(field -> Objects.requireNonNull(values[projection.indexOf(field)]))
                .toList());
        Operation operation = delete ? Operation.DELETE : Operation.UPSERT;
        return new CastRecord(key, operation, new Version(random.nextInt(2), ++sequence), values, 0);
    }

    private Object randomValue(FieldType type, boolean key) {
        int n = random.nextInt(3);
        return switch (type) {
            case INTEGER -> n;
            case STRING -> "s" + n;
            case DATE -> LocalDate.of(2026, 1, 1).plusDays(n);
            // Equal numbers are equal join values, however many zeros the source writes; a key has lost them.
            case DECIMAL -> new BigDecimal(key || random.nextBoolean() ? n + ".5" : n + ".500");
            default -> throw new IllegalStateException("no values of type " + type);
        };
    }

    private List<ProjectionChange> write(Delivery delivery) {
        return new ProjectionWriter(
                        ProjectionLayout.of(definitions, delivery.projection()),
                        database,
                        delivery.projection(),
                        Duration.ofDays(15),
                        Clock.systemUTC())
                .write(delivery.records(), "test")
                .changes();
    }

    private void deliver(Delivery delivery) throws Exception {
        List<ProjectionChange> changes = write(delivery);
        for (ViewPlan plan : ViewPlan.all(definitions).values()) {
            Set<Key> keys = new LinkedHashSet<>();
            for (ViewNode node : plan.nodesOf(delivery.projection())) {
                new WayBack(database, new Names("")).follow(node, changes, keys::addAll);
            }
            new ViewBuilder(plan, database, new Names(""), 1_000, Clock.systemUTC()).build(keys);
        }
    }

    private void assertViewsAreRight(String when) {
        Map<String, List<Document>> live = new LinkedHashMap<>();
        definitions.projections().values().forEach(projection -> live.put(projection.name(), live(projection)));
        VIEWS.forEach((name, tree) -> {
            Map<Object, Document> expected = new LinkedHashMap<>();
            for (Document base : live.get(tree.base())) {
                Document view = new Document("_id", base.get("_id"));
                new NestedLoops(live).fill(view, "", base, tree.base(), tree.branches());
                expected.put(base.get("_id"), view);
            }
            Map<Object, Document> stored = new LinkedHashMap<>();
            database.getCollection(name).find().forEach(view -> {
                if (!Stored.deleted(view)) {
                    view.remove("_meta");
                    stored.put(view.get("_id"), view);
                }
            });
            assertThat(stored).as("%s, %s", name, when).isEqualTo(expected);
        });
    }

    /** What the sources said of one projection, as documents with {@code _id}; the newest wins, per field where it merges. */
    private List<Document> live(ProjectionDefinition projection) {
        List<Document> documents = new ArrayList<>();
        told.getOrDefault(projection.name(), Map.of()).forEach((key, records) -> {
            List<CastRecord> inOrder = new ArrayList<>(records);
            inOrder.sort((left, right) -> left.version().compareTo(right.version()));
            boolean merges = projection.write() == ProjectionDefinition.WriteMode.MERGE;
            Document document = null;
            for (CastRecord record : inOrder) {
                if (record.operation() == Operation.DELETE) {
                    document = null;
                } else {
                    document = merges && document != null ? document : new Document();
                    put(document, projection, record);
                }
            }
            if (document != null) {
                documents.add(document.append("_id", BsonValues.id(projection, key)));
            }
        });
        return documents;
    }

    private static void put(Document document, ProjectionDefinition projection, CastRecord record) {
        for (int i = 0; i < record.values().length; i++) {
            Object value = record.values()[i];
            if (value != CastRecord.ABSENT) {
                document.put(projection.fields().get(i).name(), BsonValues.toBson(value));
            }
        }
    }

    /** A view as nested loops over all documents. */
    private record NestedLoops(Map<String, List<Document>> live) {

        void fill(Document out, String prefix, @Nullable Document document, String projection, List<Branch> branches) {
            if (document != null) {
                definitions.projection(projection).fields().forEach(field -> {
                    Object value = document.get(field.name());
                    if (value != null) {
                        out.append(prefix + field.name(), value);
                    }
                });
            }
            for (Branch branch : branches) {
                List<Document> matches = matches(branch, document);
                if (branch.one()) {
                    Document first = matches.isEmpty() ? null : matches.get(0);
                    fill(out, branch.alias() + "_", first, branch.projection(), branch.below());
                } else {
                    List<Document> elements = new ArrayList<>();
                    for (Document match : matches) {
                        Document element = new Document();
                        fill(element, "", match, branch.projection(), branch.below());
                        elements.add(element);
                    }
                    out.append(branch.alias(), elements).append(branch.alias() + "_count", (long) elements.size());
                    sum(out, branch, matches);
                }
            }
        }

        private void sum(Document out, Branch branch, List<Document> matches) {
            if (definitions.projection(branch.projection()).hasField("quantity")) {
                long sum = 0;
                for (Document match : matches) {
                    sum += match.get("quantity") instanceof Integer quantity ? quantity : 0;
                }
                out.append(branch.alias() + "_sum", sum);
            }
        }

        private List<Document> matches(Branch branch, @Nullable Document above) {
            List<Document> matches = new ArrayList<>();
            for (Document candidate : live.get(branch.projection())) {
                boolean all = above != null;
                for (String[] on : branch.on()) {
                    all = all && equal(above.get(on[0]), candidate.get(on[1]));
                }
                if (all) {
                    matches.add(candidate);
                }
            }
            ProjectionDefinition projection = definitions.projection(branch.projection());
            matches.sort((left, right) -> {
                int order = 0;
                for (String field : projection.key()) {
                    order = order != 0 ? order : compare(left.get(field), right.get(field));
                }
                return order;
            });
            return matches;
        }

        private static boolean equal(@Nullable Object left, @Nullable Object right) {
            return left != null && right != null && compare(left, right) == 0;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static int compare(Object left, Object right) {
            return left instanceof org.bson.types.Decimal128 one
                    ? one.bigDecimalValue().compareTo(((org.bson.types.Decimal128) right).bigDecimalValue())
                    : ((Comparable) left).compareTo(right);
        }
    }

    /** A view to be: its base and what hangs from it. */
    private record Tree(String base, List<Branch> branches) {

        Tree(String base, Branch... branches) {
            this(base, List.of(branches));
        }

        /** As a definition that shows every field of every document, and counts and sums over its lists. */
        String yaml(String name) {
            StringBuilder joins = new StringBuilder();
            joins(joins, base, branches);
            return "view: " + name + "\nbase: " + base + "\njoins:\n" + joins + "fields: { "
                    + String.join(", ", fields("", base, branches)) + " }\n";
        }

        private static void joins(StringBuilder out, String of, List<Branch> branches) {
            for (Branch branch : branches) {
                out.append("  %s: { %s: %s, of: %s, on: { %s } }%n"
                        .formatted(
                                branch.alias(),
                                branch.one() ? "one" : "many",
                                branch.projection(),
                                of,
                                branch.pairs()));
                joins(out, branch.alias(), branch.below());
            }
        }

        private static List<String> fields(String alias, String projection, List<Branch> branches) {
            List<String> fields = new ArrayList<>();
            for (String field : names(projection)) {
                fields.add(alias.isEmpty() ? field + ": " + field : alias + "_" + field + ": " + alias + "." + field);
            }
            for (Branch branch : branches) {
                if (branch.one()) {
                    fields.addAll(fields(branch.alias(), branch.projection(), branch.below()));
                } else {
                    String element = String.join(", ", fields("", branch.projection(), branch.below()));
                    fields.add("%s: { each: %s, fields: { %s } }".formatted(branch.alias(), branch.alias(), element));
                    fields.add("%s_count: { count: %s }".formatted(branch.alias(), branch.alias()));
                    if (names(branch.projection()).contains("quantity")) {
                        fields.add("%s_sum: { sum: %s.quantity }".formatted(branch.alias(), branch.alias()));
                    }
                }
            }
            return fields;
        }
    }

    private record Branch(String alias, boolean one, String projection, String pairs, List<Branch> below) {

        List<String[]> on() {
            List<String[]> on = new ArrayList<>();
            for (String pair : pairs.split(", ")) {
                on.add(pair.split(": "));
            }
            return on;
        }
    }

    private static List<String> names(String projection) {
        List<String> names = new ArrayList<>();
        for (String field : PROJECTIONS.get(projection).get(1).split(", ")) {
            names.add(field.substring(0, field.indexOf(':')));
        }
        return names;
    }

    private static DefinitionFile projection(String name, List<String> headAndFields) {
        return new DefinitionFile(
                "transformers/projections/" + name + ".yaml",
                "projection: %s%ntopic: t.%s%n%s%nfields: { %s }%n"
                        .formatted(name, name, headAndFields.get(0), headAndFields.get(1)));
    }

    private static Branch one(String alias, String projection, String on, Branch... below) {
        return new Branch(alias, true, projection, on, List.of(below));
    }

    private static Branch many(String alias, String projection, String on, Branch... below) {
        return new Branch(alias, false, projection, on, List.of(below));
    }
}
