package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServersTest {

    private static final String URI = "mongodb://127.0.0.1:27017/";

    /** Else a half-open connection holds a thread and its messages for ever; chaos shows it. */
    @Test
    void an_answer_of_mongodb_is_waited_for_a_minute_unless_the_address_says_otherwise() {
        assertThat(readTimeoutSeconds(URI)).isEqualTo(60);
        assertThat(readTimeoutSeconds(URI + "?socketTimeoutMS=5000")).isEqualTo(5);
    }

    private static int readTimeoutSeconds(String uri) {
        return Servers.mongoSettings(uri).getSocketSettings().getReadTimeout(TimeUnit.SECONDS);
    }
}
