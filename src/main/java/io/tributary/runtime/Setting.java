package io.tributary.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every setting of Tributary, declared once: its name, default, kind and meaning. The reference page is made from this. */
public enum Setting {
    MONGODB_URI(
            "tributary.mongodb.uri",
            Kind.TEXT,
            null,
            "Address of MongoDB or of an engine that speaks its protocol; also read from MONGODB_URI. Without it an embedded server is started. An answer that takes longer than a minute is given up and asked for again; socketTimeoutMS in the address says otherwise."),
    MONGODB_DATABASE(
            "tributary.mongodb.database",
            Kind.TEXT,
            "tributary",
            "The database that holds projections and single views."),
    SQS_ENDPOINT(
            "tributary.sqs.endpoint",
            Kind.TEXT,
            null,
            "Address of an SQS-compatible server, such as http://localhost:9324. Without it Amazon SQS is used where there are a region or credentials, else an embedded server."),
    SQS_REGION("tributary.sqs.region", Kind.TEXT, null, "The AWS region; also read from AWS_REGION."),
    PREFIX(
            "tributary.prefix",
            Kind.TEXT,
            "",
            "Stands before the name of every queue and collection, so that environments can share an account."),
    ROLES("tributary.roles", Kind.LIST, "agents,updater,views,api,routes", "What this process does."),
    HTTP_HOST(
            "tributary.http.host",
            Kind.TEXT,
            "0.0.0.0",
            "The interface that the read API, health and metrics listen on."),
    HTTP_PORT(
            "tributary.http.port",
            Kind.NUMBER,
            "8080",
            "The port of the read API, health and metrics; 0 takes a free one."),
    EMBEDDED_MONGODB_PORT(
            "tributary.embedded.mongodb.port",
            Kind.NUMBER,
            "0",
            "The port of the embedded MongoDB; 0 takes a free one."),
    EMBEDDED_SQS_PORT(
            "tributary.embedded.sqs.port", Kind.NUMBER, "0", "The port of the embedded SQS; 0 takes a free one."),
    QUEUES_CREATE(
            "tributary.queues.create",
            Kind.FLAG,
            "true",
            "Whether missing queues are created, each with its dead-letter queue."),
    QUEUES_MAX_RECEIVE_COUNT(
            "tributary.queues.max-receive-count",
            Kind.NUMBER,
            "5",
            "How often a message may fail before the queue moves it to its dead-letter queue (for queues that are created)."),
    QUEUES_VISIBILITY_TIMEOUT(
            "tributary.queues.visibility-timeout",
            Kind.DURATION,
            "60s",
            "How long a received message stays invisible to others, whatever the queue itself says; long work extends it, up to 11.5 hours."),
    QUEUES_WAIT_TIME(
            "tributary.queues.wait-time",
            Kind.DURATION,
            "20s",
            "How long a receive waits for messages: 0 to 20 seconds."),
    QUEUES_PACE(
            "tributary.queues.pace",
            Kind.DURATION,
            "50ms",
            "From the begin of one round of a topic's updater, or of the search for affected views, to the begin of the next, in one process: what comes meanwhile is taken in together, with as many requests as one change alone. The first after quiet begins at once, and so does the next where as much waits as one may take in; 0 for no spacing."),
    BATCH_MAX_RECORDS("tributary.batch.max-records", Kind.NUMBER, "1000", "Rows in one record batch."),
    BATCH_MAX_BYTES(
            "tributary.batch.max-bytes",
            Kind.NUMBER,
            "60000",
            "Bytes of one message after compression; SQS bills each 64 KiB. Up to 1048576 for bulk loading."),
    BATCH_MAX_WAIT(
            "tributary.batch.max-wait",
            Kind.DURATION,
            "1s",
            "How long an agent holds rows back to fill a record batch."),
    MESSAGES_MAX_BYTES(
            "tributary.messages.max-decompressed-bytes",
            Kind.NUMBER,
            "16777216",
            "Bytes of one message after decompression; a larger one is refused."),
    UPDATER_CONSUMERS(
            "tributary.updater.consumers", Kind.NUMBER, "2", "Threads per topic that take in record batches."),
    UPDATER_GATHER(
            "tributary.updater.gather",
            Kind.NUMBER,
            "10",
            "Messages that are taken in together, where as many are waiting."),
    VIEWS_CONSUMERS(
            "tributary.views.consumers",
            Kind.NUMBER,
            "2",
            "Threads per view that build, and threads that look for affected views."),
    VIEWS_GATHER(
            "tributary.views.gather",
            Kind.NUMBER,
            "100",
            "Messages of triggers that are coalesced, where as many are waiting."),
    VIEWS_PACE(
            "tributary.views.pace",
            Kind.DURATION,
            "100ms",
            "From the begin of one round of builds of a view to the begin of the next, in one process: what is triggered meanwhile is built once. The first after quiet begins at once; up to 1s where rounds take long; 0 for no spacing."),
    VIEWS_CHUNK(
            "tributary.views.chunk",
            Kind.NUMBER,
            "100",
            "Views that are read, assembled and written together; all that they are made of is in memory meanwhile."),
    VIEWS_MAX_DOCUMENTS(
            "tributary.views.max-documents",
            Kind.NUMBER,
            "50000",
            "Documents that a chunk of views may be made of before fewer are built at a time."),
    KEEP(
            "tributary.tombstones.keep",
            Kind.DURATION,
            "15d",
            "How long tombstones and past references are kept: longer than a queue keeps a message (14 days at most)."),
    AGENTS_MAX_REJECTED(
            "tributary.agents.max-rejected",
            Kind.NUMBER,
            "10000",
            "How many of an agent's rows may be rejected, and neither replayed nor dropped, before it stops; 0 for any number."),
    REJECTED_KEEP(
            "tributary.rejected.keep",
            Kind.DURATION,
            "90d",
            "How long a rejected record is kept that nobody has replayed or dropped; the embedded MongoDB keeps it for ever."),
    FAILURES_KEEP(
            "tributary.failures.keep",
            Kind.DURATION,
            "15d",
            "How long the reason of a message's failure is kept after the last one: longer than a queue keeps a message (14 days at most)."),
    NOTIFY_PROJECTIONS(
            "tributary.notify.projection-changes",
            Kind.LIST,
            "",
            "Queues that get a copy of every projection change, for routes and services of your own."),
    NOTIFY_VIEWS(
            "tributary.notify.view-changes", Kind.LIST, "", "Queues that get a copy of every change of a single view.");

    private final String key;
    private final Kind kind;
    private final @Nullable String defaultValue;
    private final String meaning;

    Setting(String key, Kind kind, @Nullable String defaultValue, String meaning) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** What a value has to look like. */
    public enum Kind {
        TEXT("text"),
        LIST("names, separated by commas"),
        NUMBER("a whole number, 0 or more"),
        FLAG("true or false"),
        DURATION("a duration such as 500ms, 60s, 5m, 2h or 15d");

        private final String form;

        Kind(String form) {
            this.form = form;
        }

        public String form() {
            return form;
        }
    }

    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The default, or null where leaving the setting out has a meaning of its own. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    public String meaning() {
        return meaning;
    }

    /** The name as an environment variable: {@code TRIBUTARY_SQS_ENDPOINT}. */
    public String environmentName() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The setting of that key, if there is one. */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }
}
