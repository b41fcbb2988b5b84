package io.tributary.agent;

import io.micrometer.core.instrument.Gauge;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * The bean of one agent's route. Its template makes it and sets its properties from the template's parameters; a property that
 * cannot be right fails the start of the route with a message that names it. It is the route's policy, too, which is what makes
 * Camel create it with the route and not with the first message.
 */
public abstract class Agent extends RoutePolicySupport implements CamelContextAware {

    private static final int BY_SETTING = -1;

    private @Nullable CamelContext camelContext;
    private @Nullable AgentServices services;
    private @Nullable ReadSequence sequence;
    private @Nullable AgentHealth health;
    private static final String REJECTED = "rejected records";
    private static final int SHOWN_REASONS = 3;

    private final AtomicInteger stopped = new AtomicInteger();
    private String name = "";
    private String topic = "";
    private int maxRejected = BY_SETTING;

    /** The agent's name: its route's id, the source of its records, and the start of what it keeps as checkpoints. */
    public void setName(String name) {
        this.name = name;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }

    /** How many of the agent's rows may be rejected before it stops; empty for what the settings say, 0 for any number. */
    public void setMaxRejected(@Nullable String text) {
        if (text == null || text.isBlank()) {
            maxRejected = BY_SETTING;
        } else if (text.matches("\\d{1,9}")) {
            maxRejected = Integer.parseInt(text);
        } else {
            throw wrong("maxRejected", text, "is no number of records, such as 1000; 0 is no limit");
        }
    }

    public void setServices(AgentServices services) {
        this.services = services;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    String name() {
        return name;
    }

    String topic() {
        return topic;
    }

    AgentServices services() {
        return Objects.requireNonNull(services, "agent " + name + " has no services; its template sets them");
    }

    /** The agent's health check, registered when it is first needed. */
    synchronized AgentHealth health() {
        AgentHealth known = health;
        if (known == null) {
            known = new AgentHealth(name);
            health = known;
            if (camelContext != null) {
                known.register(camelContext);
            }
        }
        return known;
    }

    /** A subclass checks here what its properties say together. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Gauge.builder("tributary.agent.stopped", stopped, AtomicInteger::get)
                .description("1 while the agent has stopped because too many of its rows are rejected")
                .tag("topic", topic)
                .tag("agent", name)
                .register(services().meters());
    }

    /** Registers the health check. Not in {@link #doStart}: a policy is stopped with its route, but not started again with it. */
    @Override
    public void onStart(Route route) {
        super.onStart(route);
        if (camelContext != null) {
            health().register(camelContext);
        }
    }

    /**
     * Whether the agent may go on reading. It may not while too many of its rows are rejected: then it says so, once, and its health
     * does; it is asked again with every poll, and goes on by itself.
     */
    boolean mayRead() {
        RejectedLimit limit = services().rejectedLimit();
        int most = maxRejected == BY_SETTING ? limit.most() : maxRejected;
        boolean over = most > 0 && limit.rows().count(name, most + 1) > most;
        stopped.set(over ? 1 : 0);
        if (over) {
            health().stops(REJECTED, () -> tooManyRejected(limit.rows(), most));
        } else {
            health().works(REJECTED);
        }
        return !over;
    }

    /** As {@link #mayRead}, in the middle of a run. */
    void requireMayRead() {
        if (!mayRead()) {
            throw new RejectedLimitException("agent " + name + " stops: too many of its rows are rejected");
        }
    }

    private String tooManyRejected(RejectedRows rows, int most) {
        double published = services()
                .rowCounter(new Source(name, topic, "", List.of(), false))
                .count();
        return String.format(
                Locale.ROOT,
                "more than %,d of its rows are rejected, and it has published %,.0f since it started; the reasons begin with: %s."
                        + " It goes on by itself when they are fewer: mend the definition and 'tributary rejected replay --source %s',"
                        + " or 'rejected drop'. The limit is its parameter maxRejected, or tributary.agents.max-rejected",
                most,
                published,
                String.join(" | ", rows.reasons(name, SHOWN_REASONS)),
                name);
    }

    @Override
    protected synchronized void doStop() throws Exception {
        super.doStop();
        if (health != null && camelContext != null) {
            health.unregister(camelContext);
        }
    }

    /** A publisher of rows that are read while they are added. */
    RecordPublisher publisher(Source source, RecordPublisher.RowsListener listener) {
        return new RecordPublisher(services(), source, null, sequence(), listener);
    }

    /** A publisher of rows that were read at one moment. */
    RecordPublisher publisher(Source source, Instant readAt) {
        return new RecordPublisher(services(), source, readAt, sequence(), rows -> services()
                .progress()
                .advanced(name, topic, rows, 0));
    }

    private synchronized ReadSequence sequence() {
        ReadSequence known = sequence;
        if (known == null) {
            known = new ReadSequence(name, services().checkpoints(), services().clock());
            sequence = known;
        }
        return known;
    }

    /** The error of a template parameter. */
    IllegalArgumentException wrong(String parameter, Object value, String right) {
        return new IllegalArgumentException(parameter + ": '" + value + "' " + right);
    }
}
