package io.tributary.deploy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a manifest may name: settings, their environment form, roles, port and paths of the application. The one list of them in these tests. */
final class KnownSettings {

    static final Set<String> KEYS = Set.of(
            "tributary.mongodb.uri",
            "tributary.mongodb.database",
            "tributary.sqs.endpoint",
            "tributary.sqs.region",
            "tributary.prefix",
            "tributary.roles",
            "tributary.http.port",
            "tributary.queues.create",
            "tributary.queues.max-receive-count",
            "tributary.queues.visibility-timeout",
            "tributary.queues.wait-time",
            "tributary.updater.consumers",
            "tributary.views.consumers");

    static final List<String> ROLES = List.of("agents", "updater", "views", "api", "routes");

    static final int PORT = 8080;
    static final String LIVE = "/observe/health/live";
    static final String READY = "/observe/health/ready";
    static final String METRICS = "/observe/metrics";
    static final String HOME = "/opt/tributary/home";

    /** A stop finishes the messages in flight for as long as this; whoever stops the process must wait longer. */
    static final int DRAIN_SECONDS = 30;

    /** Variables that others read: the MongoDB convention, the AWS SDK, the unit's command line. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "MONGODB_URI",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "JAVA_OPTIONS",
            "JAVA_TOOL_OPTIONS");

    static final Set<String> VARIABLES = Stream.concat(
                    OTHER_VARIABLES.stream(), KEYS.stream().map(KnownSettings::variable))
            .collect(Collectors.toUnmodifiableSet());

    private KnownSettings() {}

    /** {@code tributary.queues.max-receive-count} is {@code TRIBUTARY_QUEUES_MAX_RECEIVE_COUNT}. */
    static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
