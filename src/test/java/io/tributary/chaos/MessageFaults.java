package io.tributary.chaos;

import io.tributary.chaos.Fault.NotNow;
import io.tributary.command.Pipeline;
import io.tributary.pipeline.Deployment;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a standard queue may do with messages: give them twice, late, and in another order. */
final class MessageFaults {

    private static final int AT_ONCE = 10;

    private final Deployment deployment;
    private final List<String> queues;
    private final Chronicle chronicle;
    private final Tally messages;

    /** @param messages counts those that were given twice or held back */
    MessageFaults(Deployment deployment, Chronicle chronicle, Tally messages) {
        this.deployment = deployment;
        this.chronicle = chronicle;
        this.messages = messages;
        this.queues = List.copyOf(Pipeline.queues(deployment.names(), deployment.definitions()));
    }

    List<Fault> all() {
        return List.of(
                new Fault("messages given twice", 12, this::copy),
                new Fault("messages held back, so that later ones overtake them", 12, this::holdBack));
    }

    private void copy(Random random) throws NotNow {
        String queue = any(random);
        int later = random.nextInt(5);
        List<Message> received = receive(queue, 1);
        String url = deployment.queues().url(queue);
        received.forEach(message -> {
            deployment.sqs().sendMessage(r -> r.queueUrl(url)
                    .messageBody(message.body())
                    .delaySeconds(later));
            messages.add("messages given twice");
        });
        chronicle.note(received.size() + " messages of " + queue + " given twice");
    }

    private void holdBack(Random random) throws NotNow {
        String queue = any(random);
        List<Message> received = receive(queue, 2 + random.nextInt(12));
        messages.add("messages held back", received.size());
        chronicle.note(received.size() + " messages of " + queue + " held back");
    }

    private String any(Random random) {
        return queues.get(random.nextInt(queues.size()));
    }

    private List<Message> receive(String queue, int hiddenSeconds) throws NotNow {
        try {
            String url = deployment.queues().url(queue);
            List<Message> received = deployment
                    .sqs()
                    .receiveMessage(r -> r.queueUrl(url)
                            .maxNumberOfMessages(AT_ONCE)
                            .waitTimeSeconds(1)
                            .visibilityTimeout(hiddenSeconds))
                    .messages();
            if (received.isEmpty()) {
                throw new NotNow("nothing is waiting in " + queue);
            }
            return received;
        } catch (SdkException e) {
            throw new NotNow("the queue server does not answer");
        }
    }
}
