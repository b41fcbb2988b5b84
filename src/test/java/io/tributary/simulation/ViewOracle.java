package io.tributary.simulation;

import io.tributary.definition.Definitions;
import io.tributary.definition.Join;
import io.tributary.definition.Mapping;
import io.tributary.definition.ViewDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** What the documents of a view have to be: nested loops over all that the sources say, without an index, a plan or a reference. */
final class ViewOracle {

    private final ViewDefinition view;
    private final Definitions definitions;
    private final Map<String, Map<List<Object>, Document>> sources;

    /** The documents that the scopes around a place in the mapping stand for, by alias. */
    private record Scopes(Map<String, Document> documents) {

        Scopes with(String alias, Document document) {
            Map<String, Document> inner = new LinkedHashMap<>(documents);
            inner.put(alias, document);
            return new Scopes(inner);
        }
    }

    ViewOracle(ViewDefinition view, Definitions definitions, Map<String, Map<List<Object>, Document>> sources) {
        this.view = view;
        this.definitions = definitions;
        this.sources = sources;
    }

    /** The live documents, by key. */
    Map<List<Object>, Document> documents() {
        Map<List<Object>, Document> documents = new LinkedHashMap<>();
        bases().forEach((key, bases) -> {
            if (bases.size() == 1) {
                Scopes scopes = new Scopes(Map.of()).with(view.base(), bases.get(0));
                documents.put(key, (Document) value(view.fields(), scopes));
            }
        });
        return documents;
    }

    /** The keys that several base documents have: nobody knows which of them the view would be. */
    Set<List<Object>> ambiguous() {
        Set<List<Object>> keys = new LinkedHashSet<>();
        bases().forEach((key, bases) -> {
            if (bases.size() > 1) {
                keys.add(key);
            }
        });
        return keys;
    }

    private Map<List<Object>, List<Document>> bases() {
        Map<List<Object>, List<Document>> bases = new LinkedHashMap<>();
        for (Document base : sources.get(view.base()).values()) {
            List<Object> key = new ArrayList<>();
            view.key().forEach(part -> key.add(base.get(part)));
            if (!key.contains(null)) {
                bases.computeIfAbsent(key, missing -> new ArrayList<>()).add(base);
            }
        }
        return bases;
    }

    private Object value(Mapping mapping, Scopes scopes) {
        if (mapping instanceof Mapping.Field field) {
            List<Document> found = reach(field.alias(), scopes);
            return found.isEmpty() ? null : found.get(0).get(field.field());
        }
        if (mapping instanceof Mapping.Fields fields) {
            Document document = new Document();
            fields.fields().forEach((name, part) -> {
                Object value = value(part, scopes);
                if (value != null) {
                    document.append(name, value);
                }
            });
            return document;
        }
        if (mapping instanceof Mapping.Each each) {
            return reach(each.alias(), scopes).stream()
                    .map(document -> value(each.element(), scopes.with(each.alias(), document)))
                    .toList();
        }
        if (mapping instanceof Mapping.Constant constant) {
            return constant.value();
        }
        Mapping.Aggregate aggregate = (Mapping.Aggregate) mapping;
        List<Document> found = reach(aggregate.alias(), scopes);
        return switch (aggregate.kind()) {
            case COUNT -> (long) found.size();
            case SUM ->
                found.stream()
                        .map(document -> document.get(aggregate.field()))
                        .filter(Number.class::isInstance)
                        .mapToLong(value -> ((Number) value).longValue())
                        .sum();
            default -> throw new UnsupportedOperationException(aggregate.toString());
        };
    }

    /** The documents of an alias from where one stands. */
    private List<Document> reach(String alias, Scopes scopes) {
        Document here = scopes.documents.get(alias);
        if (here != null) {
            return List.of(here);
        }
        Join join = view.join(alias);
        List<Document> found = new ArrayList<>();
        for (Document parent : reach(join.of(), scopes)) {
            List<Document> joined = new ArrayList<>();
            for (Document document : sources.get(join.source()).values()) {
                if (join.on().stream()
                        .allMatch(on -> meet(parent.get(on.parentField()), document.get(on.joinedField())))) {
                    joined.add(document);
                }
            }
            joined.sort(order(join));
            found.addAll(joined);
        }
        return found;
    }

    private static boolean meet(Object left, Object right) {
        return left != null && left.equals(right);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Comparator<Document> order(Join join) {
        List<String> fields = new ArrayList<>();
        join.sort().forEach(sort -> fields.add(sort.field()));
        fields.addAll(definitions.source(join.source()).key());
        return (left, right) -> {
            for (String field : fields) {
                Comparable one = (Comparable) left.get(field);
                Comparable other = (Comparable) right.get(field);
                int order = one == null || other == null
                        ? Boolean.compare(one != null, other != null)
                        : one.compareTo(other);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }
}
