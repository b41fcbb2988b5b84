package io.tributary.queue;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Tells what is the fault of a server, of the way to it, or of the right to use it, from what is the fault of a message. The former
 * goes away without the message being touched, so it must never count against it.
 */
public final class TransientFailures implements Predicate<Throwable> {

    /** Unauthorized, AuthenticationFailed, AtlasError: whoever may not write now may write when the password is right. */
    private static final Set<Integer> MONGO_RIGHTS = Set.of(13, 18, 8000);

    private static final int LONGEST_CHAIN = 50;

    @Override
    public boolean test(Throwable failure) {
        return isTransient(failure);
    }

    /** Whether the failure, or any cause of it, lies outside of the message. */
    public static boolean isTransient(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
            if (isServersFault(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isServersFault(@Nullable Throwable failure) {
        if (failure instanceof SendFailedException send) {
            return send.mayWorkLater();
        }
        if (failure instanceof MongoException mongo) {
            return isMongosFault(mongo);
        }
        if (failure instanceof AwsServiceException aws) {
            return isAwsFault(aws);
        }
        return failure instanceof SdkClientException
                || failure instanceof SocketException
                || failure instanceof SocketTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException;
    }

    private static boolean isAwsFault(AwsServiceException failure) {
        int status = failure.statusCode();
        return failure instanceof QueueDoesNotExistException
                || failure.isThrottlingException()
                || status >= 500
                || status == 401
                || status == 403
                || status == 429;
    }

    private static boolean isMongosFault(MongoException failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteErrors().isEmpty() && bulk.getWriteConcernError() != null;
        }
        return failure instanceof MongoTimeoutException
                || failure instanceof MongoSocketException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoConnectionPoolClearedException
                || failure instanceof MongoSecurityException
                || failure instanceof MongoWriteConcernException
                || failure.hasErrorLabel("RetryableWriteError")
                || MONGO_RIGHTS.contains(failure.getCode());
    }
}
