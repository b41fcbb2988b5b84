package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonMaximumSizeExceededException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What is a server's fault must never count against a message; what is the message's must not block its queue (I6). */
class TransientFailuresTest {

    private static final WriteConcernError NO_MAJORITY =
            new WriteConcernError(64, "WriteConcernFailed", "no majority in time", new BsonDocument());

    @Test
    void a_lost_race_beside_a_majority_that_did_not_answer_is_the_servers_fault() {
        assertThat(TransientFailures.isTransient(bulk(List.of(error(11000)), NO_MAJORITY)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {112, 189, 11602, 14031})
    void a_write_that_a_server_could_not_do_now_is_the_servers_fault(int code) {
        assertThat(TransientFailures.isTransient(bulk(List.of(error(code)), null)))
                .isTrue();
    }

    @Test
    void a_document_that_is_refused_is_its_own_fault() {
        assertThat(TransientFailures.isTransient(bulk(List.of(error(121)), null)))
                .isFalse();
        assertThat(TransientFailures.isTransient(new BsonMaximumSizeExceededException("17 MB")))
                .isFalse();
    }

    @Test
    void a_cursor_that_the_server_has_lost_is_the_servers_fault() {
        assertThat(TransientFailures.isTransient(
                        new MongoCursorNotFoundException(1, new BsonDocument(), new ServerAddress())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDenied",
                "com.amazonaws.sqs#RequestThrottled",
                "AWS.SimpleQueueService.OverLimit",
                "ExpiredToken"
            })
    void rights_and_limits_that_sqs_answers_with_400_are_not_the_messages_fault(String code) {
        assertThat(TransientFailures.isTransient(sqs(code))).isTrue();
    }

    @Test
    void a_message_that_sqs_refuses_is_its_own_fault() {
        assertThat(TransientFailures.isTransient(sqs("InvalidMessageContents"))).isFalse();
    }

    private static Throwable sqs(String code) {
        return SqsException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static BulkWriteError error(int code) {
        return new BulkWriteError(code, "refused", new BsonDocument(), 0);
    }

    private static MongoBulkWriteException bulk(List<BulkWriteError> errors, @Nullable WriteConcernError concern) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(), errors, concern, new ServerAddress(), Set.of());
    }
}
