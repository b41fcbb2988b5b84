package io.tributary.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;

/**
 * A step between the write and the notification, as a replaced route has it: while a file is there, a process that has written
 * orders ends here, as if the machine had lost its power.
 */
public final class HaltBeforeNotify implements Processor {

    /** The exit code of {@code kill -9}. */
    static final int KILLED = 137;

    private String file = "";

    public void setFile(String file) {
        this.file = file;
    }

    @Override
    public void process(Exchange exchange) {
        List<?> notifications = exchange.getMessage().getBody(List.class);
        if (notifications == null) {
            throw new RuntimeCamelException("the step before gave no notifications");
        }
        if (Files.exists(Path.of(file)) && notifications.toString().contains("projection=orders")) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
