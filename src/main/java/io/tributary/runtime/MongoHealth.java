package io.tributary.runtime;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.bson.Document;

/** Readiness: whether MongoDB answers. Not liveness: a restart would not bring the database back. */
final class MongoHealth extends AbstractHealthCheck {

    private final MongoDatabase database;

    MongoHealth(MongoDatabase database) {
        super("tributary", "mongodb");
        this.database = database;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            database.runCommand(new Document("ping", 1));
            builder.up();
        } catch (MongoException e) {
            builder.down().message("MongoDB does not answer (" + Setting.MONGODB_URI.key() + "): " + e.getMessage());
        }
    }
}
