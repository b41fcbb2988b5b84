package io.tributary.chaos;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A step before the notification that forgets what there is to tell, now and then: a broken rule, to see that a run finds it. */
public final class ForgetNotifications implements Processor {

    private static final int ONE_IN = 10;

    @Override
    public void process(Exchange exchange) {
        if (ThreadLocalRandom.current().nextInt(ONE_IN) == 0) {
            exchange.getMessage().setBody(List.of());
        }
    }
}
