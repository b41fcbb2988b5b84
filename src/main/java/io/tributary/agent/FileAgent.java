package io.tributary.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes files of one topic. It says where a file goes afterwards in the exchange property {@value #TARGET}, which the
 * route's {@code move} takes: to {@code .done} if every row of it is published, to {@code .failed} if it is not what it should
 * be. A file that could not be published because a server was away stays where it is and is read again: for this an exception
 * leaves the route, which must have no {@code moveFailed}.
 *
 * <p>It is also the consumer's poll strategy and exception handler: an unreachable server is a state of the agent, logged once.
 */
public abstract class FileAgent extends Agent implements PollingConsumerPollStrategy, ExceptionHandler {

    /** The exchange property with the path, relative to the directory that is polled, to move the file to. */
    public static final String TARGET = "tributaryMoveTo";

    private static final Logger LOG = LoggerFactory.getLogger(FileAgent.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String PUBLISH = "publish";

    /** No further file of this poll may be read. */
    private static final int NONE = -1;

    private final FileMoves moves = new FileMoves();
    private final PollTroubles troubles = new PollTroubles();

    /** What the consumer does, with where it does it. */
    private volatile String poll = "poll";

    /** Which file of this poll is next, counted from 0. */
    private volatile int next;

    /** The server that the folder is on, if it is on one. */
    private volatile @Nullable RemoteFileEndpoint<?> server;

    /** Publishes the rows of one file; returns when SQS has confirmed all of them. */
    abstract void read(Path file, String place) throws IOException, BadFileException;

    /**
     * Publishes the file of the message. Called by the route. A file is read after all that come before it by name: what is read
     * later is newer, so an earlier file that is read after it would win. Therefore one that could not be fetched, locked or published keeps those
     * behind it until it is through. One that is published and cannot be moved does so, too: a restart knows nothing of it and
     * would read it anew, after them.
     */
    public void publish(Exchange exchange) throws Exception {
        int index = exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, next, Integer.class);
        if (index != next) {
            throw new EarlierFileWaitsException();
        }
        publishNext(exchange);
        next = index + 1;
    }

    private void publishNext(Exchange exchange) throws Exception {
        File file = exchange.getMessage().getMandatoryBody(File.class);
        String place = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, file.getName(), String.class);
        String unmovedTo = moves.target(exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class));
        if (unmovedTo != null) {
            exchange.setProperty(TARGET, unmovedTo);
            return;
        }
        try {
            read(file.toPath(), place);
            exchange.setProperty(TARGET, ".done/" + place);
            health().works(PUBLISH);
        } catch (BadFileException e) {
            putAside(exchange, place, e);
        } catch (RejectedLimitException e) {
            // Said already; the file stays and is read anew when the agent goes on.
            throw e;
        } catch (Exception e) {
            health().waits(PUBLISH, e);
            throw e;
        }
    }

    /** A name of its own for every failed file: a second one of the same name must not replace the first. */
    private void putAside(Exchange exchange, String place, BadFileException reason) {
        String target = ".failed/" + STAMP.format(services().clock().instant()) + "-" + place;
        exchange.setProperty(TARGET, target);
        services()
                .meters()
                .counter("tributary.agent.files.failed", "topic", topic(), "agent", name())
                .increment();
        LOG.warn("agent {} moves a file to {}: {}", name(), target, reason.getMessage());
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        moves.begin();
        troubles.begin();
        next = 0;
        server = endpoint instanceof RemoteFileEndpoint<?> remote ? remote : null;
        poll = "poll of " + URISupport.sanitizeUri(endpoint.getEndpointBaseUri())
                + (server == null ? "" : " as " + server.getConfiguration().getUsername());
        try {
            return mayRead();
        } catch (RuntimeException e) {
            fails(poll, e, false);
            return false;
        }
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        troubles.over(polledMessages).forEach(health()::works);
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        fails(poll, cause, false);
        return false;
    }

    @Override
    public void handleException(Throwable exception) {
        fails(poll, exception, false);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        fails(poll, exception, false);
    }

    @Override
    public void handleException(String message, @Nullable Exchange exchange, Throwable exception) {
        GenericFile<?> file =
                exchange == null ? null : exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class);
        if (exchange == null || file == null) {
            fails(poll, exception, false);
            return;
        }
        String target = exchange.getProperty(TARGET, String.class);
        if (target == null) {
            fails("reading of " + file.getFileNameOnly() + toWorkDirectory(), exception, true);
        } else if (!exchange.isFailed()) {
            moves.failed(file, target);
            next = NONE;
            fails("move of " + file.getFileNameOnly() + " to " + target, exception, true);
        }
    }

    private String toWorkDirectory() {
        return server == null || server.getLocalWorkDirectory() == null ? "" : " to " + server.getLocalWorkDirectory();
    }

    private void fails(String part, Throwable cause, boolean ofFile) {
        if (cause instanceof RejectedLimitException || cause instanceof EarlierFileWaitsException) {
            // Said already; nothing is wrong with the folder.
            return;
        }
        if (server != null) {
            // A transfer that ended on our side leaves its answer unread, and every command after it would get the
            // answer to
            // the one before: the folder would look empty from then on, and healthy. Each poll makes its own session
            // then.
            server.setDisconnect(true);
        }
        troubles.fails(part, ofFile);
        health().waits(part, cause);
    }
}
