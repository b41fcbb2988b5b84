package io.tributary.chaos;

import io.tributary.runtime.embedded.EmbeddedMongo;
import java.util.concurrent.CountDownLatch;

/** The embedded MongoDB as a process of its own: {@code DatabaseServer PORT}. */
final class DatabaseServer {

    private DatabaseServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedMongo mongo = new EmbeddedMongo(Integer.parseInt(arguments[0]))) {
            System.out.println(mongo.uri());
            new CountDownLatch(1).await();
        }
    }
}
