package io.tributary.agent;

import java.util.List;

/**
 * What one run of an agent reads.
 *
 * @param agent the agent's name, which is its route's id
 * @param topic the topic it publishes to
 * @param place the file or table, for people
 * @param columns the column names, in the order of the values
 * @param hasLines whether rows have line numbers
 */
record Source(String agent, String topic, String place, List<String> columns, boolean hasLines) {

    Source {
        columns = List.copyOf(columns);
    }
}
