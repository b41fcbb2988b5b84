package io.tributary.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import io.tributary.record.Names;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqsBatchTest {

    private static final Duration BOUND = Duration.ofSeconds(2);

    /** For a busy machine. Without the bound a stop would never end, and the heartbeat would hide its messages for ever. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    private final Queue<Exchange> seen = new ConcurrentLinkedQueue<>();
    private final Queue<MessageFailure> logged = new ConcurrentLinkedQueue<>();
    private FailureLog log = logged::add;
    private LocalSqs sqs;
    private DefaultCamelContext camel;
    private String queue;

    @BeforeAll
    void startServer() {
        sqs = new LocalSqs();
    }

    @AfterAll
    void stopServer() {
        sqs.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        queue = name.substring(0, Math.min(name.length(), 60));
        seen.clear();
        logged.clear();
        log = logged::add;
    }

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.stop();
        }
    }

    @Test
    void messages_received_together_are_one_exchange_and_are_deleted_after_it() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        sqs.send(queue, IntStream.range(0, 25).mapToObj(i -> "m" + i).toArray(String[]::new));
        AtomicInteger waitingInside = new AtomicInteger();
        consume(
                "?gather=25",
                exchange -> waitingInside.addAndGet((int) sqs.depth(queue).inFlight()));
        awaitEmpty();
        assertThat(seen).hasSize(1);
        assertThat(waitingInside).as("in flight while the route ran").hasValue(25);
        List<ReceivedMessage> messages = received(seen.peek());
        assertThat(messages)
                .extracting(ReceivedMessage::body)
                .contains("m0", "m24")
                .hasSize(25);
        assertThat(messages).extracting(ReceivedMessage::receiveCount).containsOnly(1);
        assertThat(messages).extracting(ReceivedMessage::sentAt).allMatch(t -> t.isAfter(before));
        assertThat(sqs.costs.messages(SqsCosts.Kind.DELETE)).isGreaterThanOrEqualTo(25);
    }

    @Test
    void what_comes_within_the_pace_is_taken_in_together() throws Exception {
        sqs.send(queue, "first");
        consume("?gather=50&consumers=2&pace=2000", exchange -> {});
        await().until(() -> seen.size() == 1);
        for (int i = 0; i < 30; i++) {
            sqs.send(queue, "m" + i);
        }
        awaitEmpty();
        assertThat(seen.stream().mapToInt(exchange -> received(exchange).size()).sum())
                .isEqualTo(31);
        assertThat(seen).as("one, and one for each consumer").hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void a_stop_gives_back_what_waits_for_the_pace() throws Exception {
        sqs.send(queue, "first");
        // One waits before it receives, the other was receiving already.
        consume("?pace=10000&consumers=2", exchange -> {});
        await().until(() -> seen.size() == 1);
        sqs.send(queue, "second");
        await().until(() -> sqs.depth(queue).inFlight() == 1);

        camel.stop();

        assertThat(seen).hasSize(1);
        await().until(() -> sqs.depth(queue).inFlight() == 0 && sqs.depth(queue).waiting() == 1);
    }

    @Test
    void a_failing_exchange_leaves_every_message_on_the_queue() throws Exception {
        sqs.send(queue, "a", "b", "c");
        CountDownLatch attempts = new CountDownLatch(4);
        consume("", exchange -> {
            attempts.countDown();
            throw new IllegalStateException("no");
        });
        assertThat(attempts.await(10, SECONDS)).isTrue();
        camel.stop();
        assertThat(sqs.depth(queue).total() + sqs.depth(queue + "-dead").total())
                .isEqualTo(3);
    }

    @Test
    void only_what_was_failed_stays() throws Exception {
        sqs.send(queue, "a", "bad", "c");
        consume("", exchange -> {
            ReceivedMessages body = exchange.getMessage().getBody(ReceivedMessages.class);
            body.messages().stream()
                    .filter(m -> m.body().equals("bad"))
                    .forEach(m -> body.fail(m, new IllegalArgumentException("is bad")));
        });
        await().atMost(30, SECONDS).until(() -> sqs.depth(queue + "-dead").waiting() == 1);
        assertThat(sqs.receive(queue + "-dead")).extracting(Message::body).containsExactly("bad");
        assertThat(sqs.depth(queue).total()).isZero();
        assertThat(bodiesSeen().filter("bad"::equals))
                .as("tried as often as the queue says")
                .hasSize(3);
        assertThat(bodiesSeen().filter("a"::equals)).hasSize(1);
    }

    @Test
    void one_poison_goes_alone_to_the_dead_letters() throws Exception {
        sqs.send(queue, "a", "poison", "c", "d");
        Queue<String> done = new ConcurrentLinkedQueue<>();
        consume("", exchange -> {
            List<String> bodies =
                    received(exchange).stream().map(ReceivedMessage::body).toList();
            if (bodies.contains("poison")) {
                throw new IllegalStateException("poison");
            }
            received(exchange).forEach(m -> done.add(m.body() + m.receiveCount()));
        });
        await().atMost(30, SECONDS).until(() -> sqs.depth(queue + "-dead").waiting() == 1);
        assertThat(done).as("done when first received").containsExactlyInAnyOrder("a1", "c1", "d1");
        assertThat(sqs.receive(queue + "-dead")).extracting(Message::body).containsExactly("poison");
        assertThat(sqs.depth(queue).total()).isZero();
    }

    @Test
    void why_a_message_failed_is_kept_with_its_id_and_an_outage_is_no_failure() throws Exception {
        sqs.send(queue, "a", "bad");
        AtomicInteger attempts = new AtomicInteger();
        consume("", exchange -> {
            if (attempts.getAndIncrement() == 0) {
                throw new MongoTimeoutException("no server");
            }
            ReceivedMessages body = exchange.getMessage().getBody(ReceivedMessages.class);
            body.messages().stream()
                    .filter(m -> m.body().equals("bad"))
                    .forEach(m ->
                            body.fail(m, new IllegalStateException("key 7", new IllegalArgumentException("is bad"))));
        });
        await().atMost(30, SECONDS).until(() -> sqs.depth(queue + "-dead").waiting() == 1);
        Message dead = sqs.receive(queue + "-dead").get(0);
        assertThat(logged)
                .extracting(MessageFailure::queue, MessageFailure::messageId, MessageFailure::receiveCount)
                .as("the id is the same among the dead letters")
                .containsExactly(
                        tuple(queue, dead.messageId(), 1),
                        tuple(queue, dead.messageId(), 2),
                        tuple(queue, dead.messageId(), 3));
        assertThat(logged)
                .extracting(MessageFailure::kind, MessageFailure::reason)
                .containsOnly(tuple("IllegalArgumentException", "key 7; IllegalArgumentException: is bad"));
    }

    @Test
    void a_reason_that_cannot_be_kept_changes_nothing_for_its_message() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        log = failure -> {
            asked.incrementAndGet();
            throw new MongoTimeoutException("no server");
        };
        sqs.send(queue, "bad");
        consume("", exchange -> {
            throw new IllegalArgumentException("is bad");
        });
        await().atMost(30, SECONDS).until(() -> sqs.depth(queue + "-dead").waiting() == 1);
        assertThat(seen).as("tried as often as the queue says").hasSize(3);
        assertThat(asked).hasValue(3);
    }

    @Test
    void an_outage_keeps_the_messages_and_does_not_count_against_them() throws Exception {
        sqs.send(queue, "a", "b");
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger attempts = new AtomicInteger();
        consume("", exchange -> {
            attempts.incrementAndGet();
            if (down.get()) {
                throw new IllegalStateException(new MongoTimeoutException("no server"));
            }
        });
        // Longer than three visibility timeouts, after which a message that was given back would be a dead letter.
        await().during(LocalSqs.VISIBILITY.multipliedBy(4))
                .atMost(20, SECONDS)
                .until(() ->
                        sqs.depth(queue).inFlight() == 2 && sqs.depth(queue).waiting() == 0);
        assertThat(attempts).hasValueGreaterThan(5);
        assertThat(health())
                .isEqualTo("DOWN processing of queue " + queue + " fails: MongoTimeoutException: no server");
        down.set(false);
        awaitEmpty();
        assertThat(seen).allSatisfy(exchange -> assertThat(received(exchange))
                .extracting(ReceivedMessage::receiveCount)
                .containsOnly(1));
        assertThat(sqs.depth(queue + "-dead").total()).isZero();
        await().until(() -> health().equals("UP null"));
    }

    @Test
    void messages_failed_for_an_outage_are_kept_too_and_the_others_deleted() throws Exception {
        sqs.send(queue, "a", "b");
        AtomicInteger attempts = new AtomicInteger();
        consume("", exchange -> {
            ReceivedMessages body = exchange.getMessage().getBody(ReceivedMessages.class);
            if (attempts.incrementAndGet() < 4) {
                body.messages().stream()
                        .filter(m -> m.body().equals("b"))
                        .forEach(m -> body.fail(m, new MongoTimeoutException("no server")));
            }
        });
        awaitEmpty();
        assertThat(attempts).hasValue(4);
        assertThat(bodiesSeen().filter("a"::equals)).hasSize(1);
        assertThat(received(seen.peek()))
                .extracting(ReceivedMessage::receiveCount)
                .containsOnly(1);
    }

    @Test
    void long_work_stays_hidden_from_other_consumers() throws Exception {
        sqs.send(queue, "long");
        CountDownLatch finish = new CountDownLatch(1);
        consume("?consumers=3", exchange -> finish.await());
        await().until(() -> sqs.depth(queue).inFlight() == 1);
        await().during(LocalSqs.VISIBILITY.multipliedBy(3))
                .atMost(20, SECONDS)
                .until(() -> sqs.depth(queue).waiting() == 0 && seen.size() == 1);
        finish.countDown();
        awaitEmpty();
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_queue_without_a_redrive_policy_is_consumed_and_its_health_says_what_to_set() throws Exception {
        sqs.client.createQueue(r -> r.queueName(queue));
        sqs.send(queue, "a");
        consume("", exchange -> {});
        awaitEmpty();
        await().untilAsserted(() -> assertThat(healthCheck().getDetails().get("warnings"))
                .asString()
                .startsWith("queue " + queue + " has no redrive policy"));
        assertThat(health()).isEqualTo("UP null");
    }

    @Test
    @Attack(
            kind = Kind.HEADERS,
            by = "SQS message attributes of any name",
            then = "never arrive: none is asked for, and the exchange has no header")
    void no_attribute_of_a_message_becomes_a_header() throws Exception {
        MessageAttributeValue forged = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("../../etc/passwd")
                .build();
        sqs.client.sendMessage(r -> r.queueUrl(sqs.queues().url(queue))
                .messageBody("x")
                .messageAttributes(Map.of("CamelFileName", forged, "CamelAwsSqsReceiptHandle", forged)));
        Queue<Map<String, Object>> headers = new ConcurrentLinkedQueue<>();
        consume("", exchange -> headers.add(Map.copyOf(exchange.getMessage().getHeaders())));
        awaitEmpty();
        assertThat(headers).containsExactly(Map.of());
    }

    @Test
    void a_queue_deleted_while_running_is_made_again() throws Exception {
        sqs.send(queue, "before");
        CountDownLatch deleted = new CountDownLatch(1);
        // Deleted while the consumer is busy: a long poll on a deleted queue hangs in ElasticMQ for 21 seconds.
        consume("", exchange -> deleted.await());
        await().until(() -> !seen.isEmpty());
        sqs.client.deleteQueue(r -> r.queueUrl(sqs.queues().url(queue)));
        deleted.countDown();
        await().atMost(20, SECONDS)
                .until(() -> sqs.client.listQueues(r -> r.queueNamePrefix(queue)).queueUrls().stream()
                        .anyMatch(url -> url.endsWith(queue)));
        sqs.send(queue, "after");
        await().atMost(20, SECONDS).until(() -> bodiesSeen().anyMatch("after"::equals));
        await().until(() -> health().equals("UP null"));
    }

    @Test
    void a_server_out_of_reach_does_not_stop_the_start_and_is_waited_for() throws Exception {
        int port = freePort();
        try (SqsClient client = LocalSqs.client(URI.create("http://127.0.0.1:" + port))) {
            SqsCosts costs = new SqsCosts();
            Queues queues = new Queues(client, new Names(""), LocalSqs.SETTINGS, costs);
            camel = context(new SqsBatchComponent(client, queues, costs, new TransientFailures(), FailureLog.NONE));
            camel.addRoutes(route("", exchange -> {}));
            camel.start();
            assertThat(camel.getRouteController().getRouteStatus("route").isStarted())
                    .isTrue();
            await().atMost(20, SECONDS).until(() -> health().startsWith("DOWN"));
            assertThat(health())
                    .contains("receiving from queue " + queue + " at http://127.0.0.1:" + port + " fails: ")
                    .contains("ConnectException");
            camel.stop();
        }
    }

    @Test
    void a_stop_waits_for_what_is_in_process() throws Exception {
        sqs.send(queue, "a");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        consume("", exchange -> {
            inside.countDown();
            stopping.await();
        });
        inside.await();
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                stopping.countDown();
            }
        });
        camel.stop();
        assertThat(sqs.depth(queue).total()).isZero();
    }

    @Test
    void a_stop_is_bounded_and_gives_back_what_is_in_process() throws Exception {
        sqs.send(queue, "a", "b");
        CountDownLatch inside = new CountDownLatch(1);
        consume("?consumers=2", exchange -> {
            inside.countDown();
            new CountDownLatch(1).await();
        });
        inside.await();
        long start = System.nanoTime();
        camel.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.plus(SLACK));
        assertThat(sqs.receive(queue)).extracting(Message::body).containsExactlyInAnyOrder("a", "b");
    }

    /** A builder hands the interrupt that ends it to its messages; that is no failure of theirs, to be tried again after a pause. */
    @Test
    void a_stop_gives_back_at_once_what_it_interrupted_though_the_route_calls_it_failed() throws Exception {
        sqs.send(queue, "a");
        CountDownLatch inside = new CountDownLatch(1);
        consume("", exchange -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ReceivedMessages body = exchange.getMessage().getBody(ReceivedMessages.class);
                body.messages().forEach(message -> body.fail(message, e));
            }
        });
        inside.await();
        camel.stop();
        assertThat(sqs.receive(queue)).extracting(Message::body).containsExactly("a");
    }

    @Test
    void a_worker_that_no_interrupt_reaches_does_not_keep_its_messages_beyond_the_bound() throws Exception {
        sqs.send(queue, "a", "b");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        consume("", exchange -> {
            inside.countDown();
            awaitWhateverHappens(released);
        });
        camel.getShutdownStrategy().setTimeout(1);
        inside.await();
        long start = System.nanoTime();
        Thread stopping = new Thread(camel::stop, "stopping");
        stopping.start();
        await().atMost(BOUND.plus(SLACK)).until(() -> sqs.depth(queue).waiting() == 2);
        assertThat(sqs.receive(queue)).extracting(Message::body).containsExactlyInAnyOrder("a", "b");
        stopping.join();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("the stop itself")
                .isLessThan(BOUND.plus(SLACK));
        released.countDown();
    }

    @Test
    void a_receive_that_hangs_keeps_no_stop_and_gives_back_what_it_brings_late() throws Exception {
        CountDownLatch receiving = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        SqsClient hanging = (SqsClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, args) -> {
                    if (args != null && args[0] instanceof Consumer) {
                        return InvocationHandler.invokeDefault(proxy, method, args);
                    }
                    if (method.getName().equals("receiveMessage")) {
                        receiving.countDown();
                        awaitWhateverHappens(released);
                    }
                    try {
                        return method.invoke(sqs.client, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        camel = context(component(hanging));
        camel.addRoutes(route("", exchange -> {}));
        camel.start();
        assertThat(receiving.await(20, SECONDS)).isTrue();
        long start = System.nanoTime();
        camel.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.plus(SLACK));

        sqs.send(queue, "late");
        released.countDown();
        await().atMost(20, SECONDS).until(() -> sqs.receive(queue).stream()
                .anyMatch(m -> m.body().equals("late")
                        && m.attributes()
                                .get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                                .equals("2")));
        assertThat(seen).isEmpty();
    }

    @Test
    void messages_that_are_large_together_are_processed_in_portions_and_all_stay_hidden_meanwhile() throws Exception {
        sqs.send(queue, "x".repeat(600), "y".repeat(600), "z".repeat(300), "w".repeat(2_000));
        AtomicInteger notWaiting = new AtomicInteger();
        consume(
                "?gather=10&gatherBytes=1000",
                exchange -> notWaiting.addAndGet((int) sqs.depth(queue).waiting()));
        awaitEmpty();
        assertThat(seen)
                .extracting(exchange -> received(exchange).stream()
                        .map(m -> m.body().substring(0, 1))
                        .toList())
                .containsExactly(List.of("x"), List.of("y", "z"), List.of("w"));
        assertThat(notWaiting).hasValue(0);
    }

    @Test
    void a_stop_in_an_outage_gives_the_messages_back_at_once() throws Exception {
        sqs.send(queue, "a", "b");
        consume("", exchange -> {
            throw new MongoTimeoutException("no server");
        });
        await().until(() -> !seen.isEmpty());
        long start = System.nanoTime();
        camel.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.plus(SLACK));
        assertThat(sqs.receive(queue))
                .hasSize(2)
                .extracting(m -> m.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .containsOnly("2");
    }

    @Test
    void a_stopped_route_takes_nothing_and_goes_on_when_started_again() throws Exception {
        consume("?consumers=2", exchange -> {});
        camel.getRouteController().stopRoute("route");
        sqs.send(queue, "a", "b");
        await().during(Duration.ofSeconds(2))
                .until(() -> seen.isEmpty() && sqs.depth(queue).total() == 2);
        camel.getRouteController().startRoute("route");
        awaitEmpty();
        camel.getRouteController().suspendRoute("route");
        camel.getRouteController().resumeRoute("route");
        sqs.send(queue, "c");
        awaitEmpty();
        assertThat(bodiesSeen()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void a_yaml_route_consumes_with_parameters() throws Exception {
        camel = context(component());
        camel.getRegistry().bind("collect", (Processor) seen::add);
        String yaml = """
                - route:
                    id: route
                    from:
                      uri: sqs-batch:%s
                      parameters: { consumers: 2, gather: 50 }
                      steps:
                        - process: { ref: collect }
                """.formatted(queue);
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("test.camel.yaml", yaml));
        camel.start();
        sqs.send(queue, "a");
        awaitEmpty();
        SqsBatchEndpoint endpoint = (SqsBatchEndpoint) camel.getRoute("route").getEndpoint();
        assertThat(endpoint.consumers()).isEqualTo(2);
        assertThat(endpoint.gather()).isEqualTo(50);
    }

    @Test
    void a_parameter_that_is_wrong_is_named() throws Exception {
        camel = context(component());
        assertThatThrownBy(() -> camel.getEndpoint("sqs-batch:x?messages=11"))
                .rootCause()
                .hasMessage("sqs-batch://x?messages=11: messages is 11; 1 to 10 would be right");
        assertThatThrownBy(() -> camel.getEndpoint("sqs-batch:x?colour=red")).hasMessageContaining("colour=red");
    }

    private void consume(String parameters, Processor work) throws Exception {
        camel = context(component());
        camel.addRoutes(route(parameters, work));
        camel.start();
    }

    /** As a call of a driver that does not look at interrupts. */
    private static void awaitWhateverHappens(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // Goes on.
            }
        }
    }

    private SqsBatchComponent component() {
        return component(sqs.client);
    }

    private SqsBatchComponent component(SqsClient client) {
        return new SqsBatchComponent(
                client,
                new Queues(client, new Names(""), LocalSqs.SETTINGS, sqs.costs),
                sqs.costs,
                new TransientFailures(),
                log,
                new Backoff(Duration.ofMillis(100), Duration.ofMillis(500)),
                BOUND);
    }

    private static DefaultCamelContext context(SqsBatchComponent component) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("sqs-batch", component);
        return context;
    }

    private RouteBuilder route(String parameters, Processor work) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("sqs-batch:" + queue + parameters)
                        .routeId("route")
                        .process(exchange -> seen.add(exchange.copy()))
                        .process(work);
            }
        };
    }

    private void awaitEmpty() {
        await().atMost(20, SECONDS).until(() -> sqs.depth(queue).total() == 0);
    }

    private static List<ReceivedMessage> received(Exchange exchange) {
        return exchange.getMessage().getBody(ReceivedMessages.class).messages();
    }

    private Stream<String> bodiesSeen() {
        return seen.stream().flatMap(exchange -> received(exchange).stream()).map(ReceivedMessage::body);
    }

    private HealthCheck.Result healthCheck() {
        return HealthCheckRegistry.get(camel)
                .getCheck("queue-" + queue)
                .orElseThrow()
                .callReadiness();
    }

    private String health() {
        HealthCheck.Result result = healthCheck();
        return result.getState() + " " + result.getMessage().orElse(null);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
