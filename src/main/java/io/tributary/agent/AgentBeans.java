package io.tributary.agent;

import org.apache.camel.spi.Registry;

/** Gives the routes of agents their beans. */
public final class AgentBeans {

    private final AgentServices services;

    public AgentBeans(AgentServices services) {
        this.services = services;
    }

    /**
     * Binds what the agent templates refer to: {@code agentServices} and {@code fileNameGuard}. Everything else belongs to one
     * route and is made by its template.
     */
    public void bindTo(Registry registry) {
        registry.bind("agentServices", services);
        registry.bind("fileNameGuard", new FileNameGuard<>());
    }
}
