package io.tributary.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A random condition, as our language has it and as SQL has it; {@code %s} in the latter stands for the row.
 *
 * @param yaml in flow style
 */
record RandomCondition(String yaml, String sql) {

    static RandomCondition of(Random random) {
        List<RandomCondition> entries = entries(random, 1 + random.nextInt(2));
        if (random.nextInt(4) == 0) {
            RandomCondition one = map(entries(random, 1 + random.nextInt(2)));
            RandomCondition other = map(entries(random, 1));
            entries.add(new RandomCondition(
                    "anyOf: [" + one.yaml + ", " + other.yaml + "]", "(" + one.sql + " OR " + other.sql + ")"));
        }
        return map(entries);
    }

    private static RandomCondition map(List<RandomCondition> entries) {
        return new RandomCondition(
                entries.stream().map(RandomCondition::yaml).collect(Collectors.joining(", ", "{", "}")),
                entries.stream().map(RandomCondition::sql).collect(Collectors.joining(" AND ", "(", ")")));
    }

    private static List<RandomCondition> entries(Random random, int count) {
        List<RandomColumn> columns = new ArrayList<>(List.of(RandomColumn.values()));
        Collections.shuffle(columns, random);
        List<RandomCondition> entries = new ArrayList<>();
        columns.subList(0, count).forEach(column -> entries.add(entry(random, column)));
        return entries;
    }

    private static RandomCondition entry(Random random, RandomColumn column) {
        int one = random.nextInt(4);
        int other = random.nextInt(4);
        String field = "%s." + column;
        String in = " IN (" + column.sql(one) + ", " + column.sql(other) + ")";
        return switch (random.nextInt(8)) {
            case 0 -> new RandomCondition(column + ": " + column.yaml(one), field + " = " + column.sql(one));
            case 1 ->
                new RandomCondition(column + ": [" + column.yaml(one) + ", " + column.yaml(other) + "]", field + in);
            case 2 ->
                new RandomCondition(column + ": {not: " + column.yaml(one) + "}", field + " <> " + column.sql(one));
            case 3 ->
                new RandomCondition(
                        column + ": {not: [" + column.yaml(one) + ", " + column.yaml(other) + "]}",
                        field + " NOT" + in);
            case 4 -> new RandomCondition(column + ": {exists: false}", field + " IS NULL");
            case 5 -> new RandomCondition(column + ": {exists: true}", field + " IS NOT NULL");
            case 6 ->
                new RandomCondition(
                        column + ": {min: " + column.yaml(one) + ", below: " + column.yaml(other) + "}",
                        field + " >= " + column.sql(one) + " AND " + field + " < " + column.sql(other));
            default ->
                column == RandomColumn.W
                        ? new RandomCondition("W: {matches: 'x[12]'}", "REGEXP_LIKE(" + field + ", '^x[12]$')")
                        : new RandomCondition(
                                column + ": {above: " + column.yaml(one) + "}", field + " > " + column.sql(one));
        };
    }
}
