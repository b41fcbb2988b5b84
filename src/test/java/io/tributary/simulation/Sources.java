package io.tributary.simulation;

import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.Mapping;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ViewDefinition;
import io.tributary.record.RecordBatchCodec;
import io.tributary.simulation.Coverage.Event;
import io.tributary.simulation.SentBatch.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Systems of record that insert, change, move and delete rows, bring them back, change their keys, and the agents that read them: in
 * batches, with equal or older versions, again after a crash with new read sequences, and several senders with equal ones.
 */
final class Sources {

    /** What the rows of one schedule are mostly about. */
    enum Profile {
        /** Anything. */
        MIX,
        /** One row of one table goes back and forth between two contents. */
        FLIP,
        /** One row of the base does, and nothing else happens. */
        FLIP_BASE,
        /** One row moves between parents, and the parents change. */
        MOVE,
        /** Many rows in a message. */
        WIDE,
        /** One row moves between parents that are there, and nothing else happens. */
        MOVE_ONE,
        /** Two rows move between the same parents or keys, and nothing else happens. */
        MOVE_TWO,
        /** A row comes and changes, then another one gets its key, mostly for good. */
        MEET
    }

    private final World world;
    private final Chance chance;
    private final Coverage coverage;
    private final Profile profile;
    private final Map<String, Table> tables = new HashMap<>();
    private final List<SentBatch> sent = new ArrayList<>();
    private final List<String> favourites = new ArrayList<>();
    private long sequence = SimulatedClock.START.toEpochMilli();
    private long version = 10;
    private final Map<String, Integer> flips = new HashMap<>();

    /** One table, read as one topic. */
    private static final class Table {
        final String topic;
        final Map<String, FieldDefinition> columns = new java.util.LinkedHashMap<>();
        final Set<String> references = new LinkedHashSet<>();
        final List<String> key;
        final String version;
        final boolean merges;
        final Map<List<Object>, Object[]> rows = new HashMap<>();
        final Set<List<Object>> deleted = new LinkedHashSet<>();

        long texts() {
            return columns.values().stream()
                    .filter(field -> field.type() == FieldType.STRING)
                    .count();
        }

        Table(World world, String topic) {
            this.topic = topic;
            List<ProjectionDefinition> projections = world.definitions.ofTopic(topic);
            this.key = projections.get(0).key();
            this.version = projections.get(0).version();
            this.merges = projections.get(0).write() == ProjectionDefinition.WriteMode.MERGE;
            for (ProjectionDefinition projection : projections) {
                projection.fields().forEach(field -> columns.put(field.from(), field));
                references.addAll(world.definitions.references(projection.name()));
                world.definitions.views().values().forEach(view -> throughView(world, projection, view));
            }
            references.removeAll(key);
        }

        /** What a view passes on to those that join on it there. */
        private void throughView(World world, ProjectionDefinition projection, ViewDefinition view) {
            Set<String> of = world.definitions.references(view.name());
            view.fields().fields().forEach((name, mapping) -> {
                if (of.contains(name)
                        && mapping instanceof Mapping.Field field
                        && view.sourceOf(field.alias()).equals(projection.name())) {
                    references.add(field.field());
                }
            });
        }
    }

    Sources(World world, Profile profile, Chance chance, Coverage coverage) {
        this.world = world;
        this.chance = chance;
        this.coverage = coverage;
        this.profile = profile;
        world.topics.forEach(topic -> tables.put(topic, new Table(world, topic)));
        favour();
    }

    /** All that the sources send in one schedule. */
    List<SentBatch> send() {
        int batches =
                switch (profile) {
                    case MOVE_TWO -> 2 + chance.number(4);
                    case MEET -> 3 + chance.number(2);
                    case WIDE, FLIP_BASE, MOVE_ONE -> 2 + chance.number(3);
                    default -> 2 + chance.number(6);
                };
        for (int i = 0; i < batches; i++) {
            batch();
        }
        return sent;
    }

    /** A flipping or moving schedule is about one or two tables, and mostly begins with something to move. */
    private void favour() {
        List<String> topics = world.topics;
        if (isNarrow()) {
            favourites.add(topics.get(profile == Profile.FLIP_BASE ? 0 : 1));
            if (profile != Profile.FLIP_BASE) {
                parents(tables.get(topics.get(0)));
            }
            return;
        }
        if (profile == Profile.FLIP) {
            favourites.add(topics.get(chance.percent(60) ? 0 : chance.number(topics.size())));
            favourites.add(favourites.get(0));
            if (chance.percent(20)) {
                favourites.add(topics.get(chance.number(topics.size())));
            }
        } else if (profile == Profile.MOVE) {
            List<String> moving = topics.stream()
                    .filter(topic -> !tables.get(topic).references.isEmpty())
                    .toList();
            String mover = moving.get(chance.number(moving.size()));
            favourites.addAll(List.of(mover, mover, topics.get(chance.number(topics.size()))));
        } else {
            favourites.addAll(topics);
        }
        if (profile != Profile.WIDE && chance.percent(profile == Profile.FLIP ? 30 : 70)) {
            start(favourites);
        }
    }

    /** Whether the schedule is about one row, or two, and nothing else. */
    private boolean isNarrow() {
        return switch (profile) {
            case FLIP_BASE, MOVE_ONE, MOVE_TWO, MEET -> true;
            default -> false;
        };
    }

    private void parents(Table table) {
        List<Row> rows = new ArrayList<>();
        for (long id = 0; id < 3; id++) {
            rows.add(upsert(table, List.of(id)));
        }
        add(table, "agent-" + table.topic, List.copyOf(table.columns.keySet()), rows);
    }

    /** Bases and lookups to which the rows of the schedule can belong. */
    private void start(Collection<String> except) {
        for (String topic : world.topics) {
            if ((profile != Profile.FLIP || !except.contains(topic)) && chance.percent(60)) {
                Table table = tables.get(topic);
                List<Row> rows = new ArrayList<>();
                for (int i = 0; i < 1 + chance.number(2); i++) {
                    rows.add(upsert(table, key(table)));
                }
                add(table, "agent-" + topic, List.copyOf(table.columns.keySet()), rows);
            }
        }
    }

    private void batch() {
        Table table = tables.get(favourites.get(chance.number(favourites.size())));
        List<Row> rows = new ArrayList<>();
        int size = profile == Profile.WIDE ? 3 + chance.number(6) : profile == Profile.MIX ? 1 + chance.number(3) : 1;
        for (int i = 0; i < size; i++) {
            change(table, rows);
        }
        if (!isNarrow() && chance.percent(10) && !rows.get(0).delete()) {
            plain(table, rows.get(0));
            return;
        }
        List<String> columns = List.copyOf(table.columns.keySet());
        if (table.merges && chance.percent(50) && rows.stream().noneMatch(Row::delete)) {
            columns = partial(table, rows);
        }
        add(table, "agent-" + table.topic, columns, rows);
        if (chance.percent(isNarrow() ? 35 : 20)) {
            // The agent died before it noted how far it was, and reads on from there.
            int from = Math.max(0, sent.size() - 1 - chance.number(2));
            for (SentBatch again : List.copyOf(sent.subList(from, sent.size()))) {
                if (again.topic().equals(table.topic) && !again.isPlain()) {
                    coverage.add(Event.READ_AGAIN, again.rows().size());
                    add(table, again.source(), again.columns(), again.rows());
                }
            }
        }
    }

    private void change(Table table, List<Row> rows) {
        List<Object> key = key(table);
        Object[] present = table.rows.get(key);
        // A row with one text only has little to change: it rather comes and goes.
        boolean comesAndGoes = profile == Profile.FLIP_BASE && table.texts() == 1;
        int deletes =
                switch (profile) {
                    case MOVE, FLIP, MEET -> 10;
                    default -> comesAndGoes ? 35 : 20;
                };
        if (chance.percent(deletes)) {
            rows.add(delete(table, key));
        } else if (present != null && !isNarrow() && chance.percent(7)) {
            coverage.add(Event.NEW_KEY);
            rows.add(delete(table, key));
            rows.add(upsert(table, key(table)));
        } else {
            rows.add(upsert(table, key));
        }
    }

    private Row upsert(Table table, List<Object> key) {
        Object[] before = table.rows.get(key);
        Object[] values = new Object[table.columns.size()];
        int only = before != null && table.texts() > 1 && chance.percent(isNarrow() ? 60 : 40)
                ? chance.number(values.length)
                : -1;
        if (only >= 0) {
            coverage.add(Event.ONE_FIELD);
        }
        int i = 0;
        for (FieldDefinition field : table.columns.values()) {
            int part = table.key.indexOf(field.name());
            values[i] = part >= 0
                    ? key.get(part)
                    : only < 0 || only == i || field.name().equals(table.version) ? value(table, field) : before[i];
            if (before != null
                    && table.references.contains(field.name())
                    && !java.util.Objects.equals(before[i], values[i])) {
                coverage.add(Event.MOVE);
            }
            i++;
        }
        if (table.deleted.remove(key)) {
            coverage.add(Event.REINSERT);
        }
        if (!isNarrow() && chance.percent(4)) {
            return bad(table, values);
        }
        table.rows.put(key, values);
        return new Row(false, values);
    }

    private Row delete(Table table, List<Object> key) {
        coverage.add(Event.DELETE);
        Object[] values = new Object[table.columns.size()];
        int i = 0;
        for (FieldDefinition field : table.columns.values()) {
            int part = table.key.indexOf(field.name());
            values[i++] = part >= 0 ? key.get(part) : field.name().equals(table.version) ? version() : null;
        }
        table.rows.remove(key);
        table.deleted.add(key);
        return new Row(true, values);
    }

    /** A row that cannot be cast: a text where a number has to stand. */
    private Row bad(Table table, Object[] values) {
        int i = 0;
        for (FieldDefinition field : table.columns.values()) {
            if (field.type() != FieldType.STRING && (i > 0 || chance.percent(30))) {
                coverage.add(Event.BAD_ROW);
                Object[] bad = values.clone();
                bad[i] = "bad";
                return new Row(false, bad);
            }
            i++;
        }
        return new Row(false, values);
    }

    private Object value(Table table, FieldDefinition field) {
        if (field.name().equals(table.version)) {
            return version();
        }
        if (table.references.contains(field.name())) {
            if (profile == Profile.MOVE_TWO) {
                return chance.percent(10) ? null : (Object) (chance.percent(70) ? 0L : 1L);
            }
            if (profile == Profile.MEET) {
                return (Object) (chance.percent(85) ? 0L : 1L);
            }
            return chance.percent(15) ? null : (Object) (long) chance.number(profile == Profile.MIX ? 2 : 3);
        }
        if (profile == Profile.FLIP_BASE && chance.percent(70) || profile == Profile.FLIP && chance.percent(75)) {
            return field.type() == FieldType.STRING
                    ? (flips.merge(field.name(), 1, Integer::sum) % 2 == 1 ? "a" : "b")
                    : (Object) 1L;
        }
        return switch (field.type()) {
            case STRING -> chance.percent(8) ? null : chance.percent(50) ? "a" : "b";
            default -> (long) chance.number(2);
        };
    }

    private long version() {
        if (chance.percent(70)) {
            return ++version;
        }
        if (chance.percent(60)) {
            coverage.add(Event.EQUAL_VERSION);
            return version;
        }
        coverage.add(Event.OLD_VERSION);
        return version - 1 - chance.number(3);
    }

    private List<Object> key(Table table) {
        boolean one = profile == Profile.MOVE && !table.references.isEmpty();
        List<Object> key = new ArrayList<>();
        if (profile == Profile.MEET) {
            // The parents came first.
            return List.of(sent.size() > 2 && chance.percent(70) ? 1L : 0L);
        }
        if (profile == Profile.MOVE_TWO) {
            return List.of((long) chance.number(2));
        }
        for (String ignored : table.key) {
            key.add((long)
                    (profile == Profile.FLIP || isNarrow() || one && chance.percent(85)
                            ? 0
                            : chance.number(profile == Profile.WIDE ? 4 : profile == Profile.MIX ? 2 : 3)));
        }
        return key;
    }

    /** Some of the columns: the key, the version, and others by chance. */
    private List<String> partial(Table table, List<Row> rows) {
        List<String> all = List.copyOf(table.columns.keySet());
        List<String> some = all.stream()
                .filter(column -> table.key.contains(column) || column.equals(table.version) || chance.percent(50))
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            Object[] whole = rows.get(i).values();
            coverage.add(Event.PARTIAL);
            rows.set(
                    i,
                    new Row(
                            false,
                            some.stream()
                                    .map(column -> whole[all.indexOf(column)])
                                    .toArray()));
        }
        return some;
    }

    /** Plain objects of other producers, now and then two within a millisecond. */
    private void plain(Table table, Row row) {
        List<String> columns = List.copyOf(table.columns.keySet());
        sequence++;
        sent.add(new SentBatch(table.topic, RecordBatchCodec.PLAIN_SOURCE, sequence, columns, List.of(row)));
        if (chance.percent(50)) {
            coverage.add(Event.TIE);
            List<Object> key = table.key.stream()
                    .map(part -> row.values()[columns.indexOf(part)])
                    .toList();
            Row other = key.contains("bad") ? row : upsert(table, key);
            sent.add(new SentBatch(table.topic, RecordBatchCodec.PLAIN_SOURCE, sequence, columns, List.of(other)));
            coverage.add(Event.ROW);
        }
        coverage.add(Event.ROW);
    }

    private void add(Table table, String source, List<String> columns, List<Row> rows) {
        sequence++;
        coverage.add(Event.ROW, rows.size());
        sent.add(new SentBatch(table.topic, source, sequence, columns, List.copyOf(rows)));
    }
}
