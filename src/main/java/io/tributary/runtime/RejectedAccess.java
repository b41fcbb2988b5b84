package io.tributary.runtime;

import io.tributary.cast.CastFunction;
import io.tributary.definition.Definitions;
import io.tributary.projection.RejectedArchive;
import io.tributary.projection.RejectedReplay;
import io.tributary.projection.ReplayTrial;
import io.tributary.queue.MessageSender;
import io.tributary.queue.QueueSettings;
import io.tributary.queue.Queues;
import io.tributary.queue.SqsCosts;
import io.tributary.queue.SqsSender;
import io.tributary.record.Names;
import io.tributary.record.RecordBatchCodec;
import java.time.Clock;
import java.util.Map;

/** The rejected records of a running system, and the way back. Makes no queue. */
public final class RejectedAccess implements AutoCloseable {

    private final Settings settings;
    private final Servers servers;
    private final Names names;
    private final RejectedArchive archive;
    private final Clock clock = Clock.systemUTC();

    private RejectedAccess(Settings settings, Servers servers) {
        this.settings = settings;
        this.servers = servers;
        this.names = new Names(settings.text(Setting.PREFIX));
        this.archive = new RejectedArchive(servers.database().getCollection(names.rejectedCollection()), clock);
    }

    /**
     * Opens the database alone.
     *
     * @throws ConfigurationException if its address is not set
     */
    public static RejectedAccess toDatabase(Settings settings) {
        if (settings.find(Setting.MONGODB_URI).isEmpty()) {
            throw new ConfigurationException("rejected works on a running system: set MONGODB_URI (or "
                    + Setting.MONGODB_URI.key()
                    + ") to its database. The demo says the address of its embedded one when it starts.");
        }
        return new RejectedAccess(settings, Servers.ofRunningSystem(settings));
    }

    /**
     * Opens database and queues.
     *
     * @throws ConfigurationException if an address is not set
     */
    public static RejectedAccess toDatabaseAndQueues(Settings settings) {
        return new RejectedAccess(settings, Servers.running(settings, "rejected replay"));
    }

    public RejectedArchive archive() {
        return archive;
    }

    /** A replay to the topics' queues. */
    public RejectedReplay replay(Definitions definitions) {
        QueueSettings usual = QueueSettings.DEFAULTS;
        SqsCosts costs = new SqsCosts();
        Queues queues = new Queues(
                servers.sqs(),
                names,
                new QueueSettings(
                        false, usual.maxReceiveCount(), usual.visibilityTimeout(), usual.waitTime(), usual.retention()),
                costs);
        return replay(definitions, new SqsSender(servers.sqs(), queues, costs));
    }

    /** What a replay would do; needs no queues. */
    public ReplayTrial trial(Definitions definitions, Map<String, CastFunction> casts) {
        RejectedReplay replay = replay(definitions, (queue, bodies) -> {
            throw new IllegalStateException("a trial sends nothing");
        });
        return new ReplayTrial(archive, replay, definitions, casts, clock);
    }

    private RejectedReplay replay(Definitions definitions, MessageSender sender) {
        return new RejectedReplay(
                archive,
                definitions,
                names,
                new RecordBatchCodec(settings.number(Setting.MESSAGES_MAX_BYTES)),
                sender,
                settings.duration(Setting.KEEP),
                clock);
    }

    @Override
    public void close() {
        servers.close();
    }
}
