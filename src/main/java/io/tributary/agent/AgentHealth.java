package io.tributary.agent;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an agent works, as the health check {@code agent-NAME}: why it waits if it does. One line is logged when that
 * changes and none while it does not. It is part of neither readiness nor liveness: what has been read stays readable while a
 * system of record is away, and a restart would not bring it back.
 */
final class AgentHealth extends AbstractHealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AgentHealth.class);
    private static final Pattern SECRET =
            Pattern.compile("(?i)(password|passwd|pwd|secret|token)(\\s*[=:]\\s*)[^\\s;&,)]+");

    private final String agent;
    private final Map<String, String> reasons = new TreeMap<>();

    AgentHealth(String agent) {
        super("tributary", "agent-" + agent);
        this.agent = agent;
    }

    void register(CamelContext context) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            registry.register(this);
        }
    }

    void unregister(CamelContext context) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            registry.unregister(this);
        }
    }

    /** This part of the agent's work failed; it is tried again with the next poll. */
    synchronized void waits(String part, Throwable cause) {
        String reason = reason(cause);
        if (!reason.equals(reasons.put(part, reason))) {
            LOG.warn("agent {} waits, it tries again with its next poll: {}: {}", agent, part, reason);
            LOG.debug("agent {} waits", agent, cause);
        }
    }

    /** The agent does not go on before somebody has done something. The reason is asked for, and logged, once. */
    synchronized void stops(String part, Supplier<String> reason) {
        if (!reasons.containsKey(part)) {
            reasons.put(part, reason.get());
            LOG.error("agent {} stops: {}", agent, reasons.get(part));
        }
    }

    /** This part of the agent's work succeeded. */
    synchronized void works(String part) {
        if (reasons.remove(part) != null && reasons.isEmpty()) {
            LOG.info("agent {} works again", agent);
        }
    }

    synchronized boolean isWorking() {
        return reasons.isEmpty();
    }

    @Override
    protected synchronized void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (reasons.isEmpty()) {
            builder.up();
        } else {
            builder.down();
            builder.message(reasons.toString());
        }
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    /** The message of the innermost cause that has one, without what looks like a secret. */
    private static String reason(Throwable cause) {
        String reason = cause.toString();
        int depth = 0;
        for (Throwable t = cause; t != null && depth < 20; t = t.getCause(), depth++) {
            if (t.getMessage() != null) {
                reason = t.getClass().getSimpleName() + ": " + t.getMessage();
            }
        }
        String sanitized = URISupport.sanitizeUri(reason.lines().findFirst().orElse(""));
        return SECRET.matcher(sanitized == null ? "" : sanitized).replaceAll("$1$2xxxxxx");
    }
}
