package io.tributary.agent;

import java.time.Instant;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * The bean of one agent's route. Its template makes it and sets its properties from the template's parameters; a property that
 * cannot be right fails the start of the route with a message that names it. It is the route's policy, too, which is what makes
 * Camel create it with the route and not with the first message.
 */
public abstract class Agent extends RoutePolicySupport implements CamelContextAware {

    private @Nullable CamelContext camelContext;
    private @Nullable AgentServices services;
    private @Nullable ReadSequence sequence;
    private @Nullable AgentHealth health;
    private String name = "";
    private String topic = "";

    /** The agent's name: its route's id, the source of its records, and the start of what it keeps as checkpoints. */
    public void setName(String name) {
        this.name = name;
    }

    public void setTopic(String topic) {
        this.topic = topic;
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

    /** Registers the health check. A subclass checks here what its properties say together. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        health();
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
