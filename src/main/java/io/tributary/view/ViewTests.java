package io.tributary.view;

import io.tributary.definition.Definitions;
import io.tributary.definition.Difference;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.definition.Shape;
import io.tributary.definition.TestResult;
import io.tributary.definition.ViewDefinition;
import io.tributary.definition.ViewDefinition.ViewTest;
import io.tributary.projection.BsonValues;
import io.tributary.record.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Runs the tests that stand in single views, in memory, through the very reader and assembler that the builder uses. */
public final class ViewTests {

    private static final int DOCUMENTS = 100_000;

    private ViewTests() {}

    /**
     * Runs all tests of all views.
     *
     * @param functions the own functions of the home, by name
     */
    public static List<TestResult> run(Definitions definitions, Map<String, ViewFunction> functions) {
        List<TestResult> results = new ArrayList<>();
        for (ViewDefinition view : definitions.views().values()) {
            if (view.tests().isEmpty()) {
                continue;
            }
            ViewPlan plan = new ViewPlan(view, definitions, functions);
            for (ViewTest test : view.tests()) {
                long start = System.nanoTime();
                List<Difference> differences = differences(plan, test, documents(definitions, test));
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                results.add(new TestResult("single view", view.name(), test.name(), test.place(), differences, took));
            }
        }
        return results;
    }

    private static List<Difference> differences(ViewPlan plan, ViewTest test, Map<String, List<Document>> documents) {
        Document view;
        try {
            view = view(plan, new Key(test.key()), documents);
        } catch (ViewRefusedException e) {
            Refusal refusal = e.refusal();
            return refusal.message().equals(test.refused())
                            || refusal.reason().text().equals(test.refused())
                    ? List.of()
                    : List.of(Difference.ofOutcome("refused: " + refusal.message(), expected(test)));
        }
        Map<String, @Nullable Object> expected = test.expect();
        Shape shape = plan.shape(plan.view().fields());
        Object is = view == null ? null : json(shape, OwnValues.java(shape, view));
        if (expected != null && is != null) {
            return Difference.between("", is, json(shape, expected));
        }
        boolean asExpected = expected == null && is == null && test.refused() == null;
        return asExpected
                ? List.of()
                : List.of(Difference.ofOutcome(is == null ? "there is no view" : "is built: " + is, expected(test)));
    }

    private static String expected(ViewTest test) {
        return test.refused() != null ? "the refusal: " + test.refused() : test.expect() == null ? "no view" : "a view";
    }

    /**
     * The view of a key, or null if there is none.
     *
     * @param documents by projection or view, without {@code _meta}
     * @throws ViewRefusedException if it is refused
     */
    static @Nullable Document view(ViewPlan plan, Key key, Map<String, List<Document>> documents) {
        ViewReader reader = new ViewReader(plan, finder(documents));
        ChunkBudget.Limits limits = ChunkBudget.Limits.ofHeap(DOCUMENTS);
        try (ChunkBudget budget = new ChunkBudget(plan.view().name(), 1, limits)) {
            Bases read = reader.base(Set.of(key), budget);
            Refusal refusal = read.refused().get(key);
            if (refusal != null) {
                throw new ViewRefusedException(refusal.reason(), refusal.message());
            }
            Map<Key, Row> bases = read.rows();
            Joined joined = reader.joined(bases.values(), budget);
            Row base = bases.get(key);
            return base == null || !joined.isWhole(plan.base(), base) ? null : assembled(plan, key, base, joined);
        }
    }

    private static Document assembled(ViewPlan plan, Key key, Row base, Joined joined) {
        ViewSize size = new ViewSize();
        Object id = BsonValues.id(plan.documents(), key);
        Document view = new ViewAssembler(plan).assemble(id, base, joined, size);
        if (size.isOver()) {
            Refusal refusal = size.refusal(joined.counts(plan, base));
            throw new ViewRefusedException(refusal.reason(), refusal.message());
        }
        view.remove("_id");
        return view;
    }

    /** All documents of the projection or view, whatever is asked: there are few. */
    static Finder finder(Map<String, List<Document>> documents) {
        return (node, path, in, consumer) -> {
            RowCodec codec = new RowCodec(node);
            documents
                    .getOrDefault(node.source().name(), List.of())
                    .forEach(document -> consumer.accept(codec.row(document)));
        };
    }

    private static Map<String, List<Document>> documents(Definitions definitions, ViewTest test) {
        Map<String, List<Document>> documents = new LinkedHashMap<>();
        test.given().forEach((name, given) -> {
            DocumentSource source = definitions.source(name);
            documents.put(
                    name, given.stream().map(values -> document(source, values)).toList());
        });
        return documents;
    }

    private static Document document(DocumentSource source, Map<String, Object> values) {
        List<Object> key = source.key().stream()
                .map(part -> Objects.requireNonNull(values.get(part)))
                .toList();
        Document document = new Document("_id", BsonValues.id(source, new Key(key)));
        values.forEach((field, value) -> document.append(field, BsonValues.toBson(value)));
        return document;
    }

    /** A value as JSON has it, dates as their text; what a definition expects is brought to the same form. */
    private static @Nullable Object json(Shape shape, @Nullable Object value) {
        if (shape instanceof Shape.Obj obj && value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            map.forEach((name, member) -> {
                Shape field = obj.field(String.valueOf(name));
                values.put(name, field == null ? member : json(field, member));
            });
            return values;
        }
        if (shape instanceof Shape.Arr array && value instanceof Collection<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(element -> values.add(json(array.element(), element)));
            return values;
        }
        return shape instanceof Shape.Leaf leaf && value != null ? json(leaf.type(), value) : value;
    }

    private static Object json(FieldType type, Object value) {
        if (value instanceof Number
                || value instanceof Boolean
                || value instanceof Map
                || value instanceof Collection) {
            return value;
        }
        try {
            return type.format(type.parse(value instanceof String ? value.toString() : type.format(value)));
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
