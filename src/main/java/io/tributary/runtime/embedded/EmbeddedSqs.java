package io.tributary.runtime.embedded;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.scaladsl.Http.ServerBinding;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Await;
import scala.concurrent.duration.FiniteDuration;

/**
 * An SQS-compatible server (ElasticMQ) inside this process, on 127.0.0.1 only, for trying out and for tests. It keeps everything in
 * memory. Its limits are those of SQS: ten entries a batch, messages up to 1 MiB (counted in characters, where SQS counts
 * bytes). Any credentials and any region are accepted.
 */
public final class EmbeddedSqs implements AutoCloseable {

    /** The setting of the port, 0 for any that is free. */
    public static final String PORT_SETTING = "tributary.embedded.sqs.port";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSqs.class);
    private static final String HOST = "127.0.0.1";
    private static final Duration STOP = Duration.ofSeconds(10);

    /** Consumers wait in long polls of 20 s; a stop does not wait for them. */
    private static final FiniteDuration LAST_RESPONSES = new FiniteDuration(500, TimeUnit.MILLISECONDS);

    /** Daemon threads and no shutdown hook: whoever started the server ends it, and nobody else waits for it. */
    private static final Map<String, Object> PEKKO = Map.of(
            "pekko.loglevel", "WARNING",
            "pekko.stdout-loglevel", "WARNING",
            "pekko.log-dead-letters", "off",
            "pekko.daemonic", "on",
            "pekko.jvm-shutdown-hooks", "off",
            "pekko.jvm-exit-on-fatal-error", "off",
            "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");

    private final ActorSystem actors;
    private final ServerBinding binding;
    private final URI endpoint;

    /**
     * Starts the server.
     *
     * @param port the port to listen on; 0 takes a free one
     * @throws IllegalStateException if the port is in use
     */
    public EmbeddedSqs(int port) {
        ClassLoader loader = EmbeddedSqs.class.getClassLoader();
        Config config = ConfigFactory.parseMap(PEKKO).withFallback(ConfigFactory.load(loader));
        actors = ActorSystem.create("elasticmq", config, loader);
        binding = start(port);
        endpoint = URI.create("http://" + HOST + ":" + binding.localAddress().getPort());
        LOG.info(
                "embedded SQS at {}, for trying out and tests: all queues and messages are in memory and gone when this process"
                        + " ends; set an SQS endpoint or AWS credentials to keep them in a service",
                endpoint);
    }

    private ServerBinding start(int port) {
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withInterface(HOST)
                .withPort(port)
                .withSQSLimits(StrictSQSLimits$.MODULE$)
                .start();
        try {
            return server.waitUntilStarted();
        } catch (RuntimeException e) {
            stopActors();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw PortInUse.of("embedded SQS", HOST, port, PORT_SETTING, e);
                }
            }
            throw e;
        }
    }

    /** The address that a client of SQS overrides its endpoint with. */
    public URI endpoint() {
        return endpoint;
    }

    /** Stops within seconds; long polls that wait are cut off. */
    @Override
    public void close() {
        stopHttp();
        stopActors();
    }

    /** Waits for it: a request that found the actors gone would be an error in the log of every clean stop. */
    private void stopHttp() {
        try {
            Await.ready(binding.terminate(LAST_RESPONSES), new FiniteDuration(STOP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("embedded SQS did not stop to listen within {}", STOP, e);
        }
    }

    private void stopActors() {
        actors.terminate();
        try {
            actors.getWhenTerminated().toCompletableFuture().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            forgetMetrics();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            LOG.warn("embedded SQS did not stop within {}; its threads are daemons and end with the process", STOP, e);
        }
    }

    /** ElasticMQ registers a bean that refers to its first server and never takes it back. */
    private static void forgetMetrics() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName("org.elasticmq:name=Queues");
            if (beans.isRegistered(name)) {
                beans.unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.warn("the metrics of the embedded SQS stay registered", e);
        }
    }
}
