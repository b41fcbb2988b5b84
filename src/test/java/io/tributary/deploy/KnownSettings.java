package io.tributary.deploy;

import io.tributary.runtime.Role;
import io.tributary.runtime.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a manifest may name: settings, their environment form, roles, port and paths of the application. */
final class KnownSettings {

    static final Set<String> KEYS =
            Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toUnmodifiableSet());

    static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::text).toList();

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
                    OTHER_VARIABLES.stream(), Arrays.stream(Setting.values()).map(Setting::environmentName))
            .collect(Collectors.toUnmodifiableSet());

    private KnownSettings() {}
}
