package io.tributary.scaling;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What nobody measured here. Prices are assumptions of November 2026, of the size of on-demand list prices of us-east-1.
 *
 * @param requestSeconds of a request to SQS within a region
 * @param used share of a core that may be busy on average, so that queues stay short
 * @param changesPerView changed records that one build of a view shows
 * @param coresPerProcess of a process of any role
 * @param coresPerShard of the primary of a shard
 * @param membersPerShard machines of a shard
 * @param connectionsPerProcess to each shard: two threads, their spare, the driver's monitors
 * @param mostConnections of a mongod ({@code net.maxIncomingConnections} by default)
 * @param keyBytes of a changed key with its references in a message, packed
 * @param triggerBytes of a triggered key in a message
 */
record Assumptions(
        double requestSeconds,
        double used,
        int changesPerView,
        int coresPerProcess,
        int coresPerShard,
        int membersPerShard,
        int connectionsPerProcess,
        int mostConnections,
        int keyBytes,
        int triggerBytes,
        double coreHour,
        double shardMachineHour) {

    static final Assumptions DEFAULT = new Assumptions(0.010, 0.6, 4, 2, 8, 3, 8, 65_536, 20, 30, 0.0425, 0.4032);

    /** Seconds of a request to a queue on this machine; the rest of it is in what is fixed. */
    static final double LOCAL_REQUEST = 0.002;

    /** Messages in flight in a standard queue, by its documentation. */
    static final int MOST_IN_FLIGHT = 120_000;

    Fanout fanout() {
        return Fanout.changesPerView(changesPerView);
    }

    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("a request to SQS", Text.seconds(requestSeconds));
        lines.put("cores are busy on average, at most", Text.number(used));
        lines.put("changed records that one build of a view shows", Text.number(changesPerView));
        lines.put("cores of a process", Text.number(coresPerProcess));
        lines.put("cores of a shard's primary; machines of a shard", coresPerShard + "; " + membersPerShard);
        lines.put(
                "connections of a process to each shard; most of a `mongod`",
                connectionsPerProcess + "; " + Text.number(mostConnections));
        lines.put("bytes of a changed key with references, packed; of a triggered key", keyBytes + "; " + triggerBytes);
        lines.put("a core of a process (half of a c6i.large), $ an hour", Text.number(coreHour));
        lines.put(
                "a machine of a shard (r6g.2xlarge, 8 cores, 64 GiB, self-managed), $ an hour",
                Text.number(shardMachineHour));
        return lines;
    }
}
