package io.tributary.queue;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
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

    /**
     * Unauthorized, AuthenticationFailed, AtlasError: whoever may not write now may write when the password is right. Then what a
     * server says that is stepping down, out of space or of time, or has lost a cursor: HostUnreachable, HostNotFound, LockTimeout,
     * CursorNotFound, MaxTimeMSExpired, ExceededTimeLimit, NetworkTimeout, ShutdownInProgress, WriteConflict,
     * FailedToSatisfyReadPreference, ReadConcernMajorityNotAvailableYet, PrimarySteppedDown, NotWritablePrimary, the Interrupted
     * codes, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary, OutOfDiskSpace, RequestRateTooLarge.
     */
    private static final Set<Integer> MONGO_LATER = Set.of(
            13, 18, 8000, 6, 7, 24, 43, 50, 262, 89, 91, 112, 133, 134, 189, 10107, 11600, 11602, 13435, 13436, 14031,
            16500);

    /** Rights and limits for which SQS answers 400, as it does for a message that is wrong. */
    private static final Set<String> AWS_LATER = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "NotAuthorized",
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "IncompleteSignature",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "OverLimit",
            "RequestThrottled",
            "KmsAccessDenied",
            "KmsDisabled",
            "KmsInvalidState",
            "KmsNotFound",
            "KmsOptInRequired",
            "KmsThrottled");

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
                || AWS_LATER.contains(code(failure))
                || status >= 500
                || status == 401
                || status == 403
                || status == 429;
    }

    /** The last part of a code such as {@code AWS.SimpleQueueService.OverLimit}. */
    private static String code(AwsServiceException failure) {
        String code = failure.awsErrorDetails() == null
                ? null
                : failure.awsErrorDetails().errorCode();
        return code == null ? "" : code.substring(Math.max(code.lastIndexOf('.'), code.lastIndexOf('#')) + 1);
    }

    private static boolean isMongosFault(MongoException failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            // Also beside lost races: those are decided again with the rest.
            return bulk.getWriteConcernError() != null
                    || bulk.hasErrorLabel("RetryableWriteError")
                    || bulk.getWriteErrors().stream().anyMatch(error -> MONGO_LATER.contains(error.getCode()));
        }
        return failure instanceof MongoTimeoutException
                || failure instanceof MongoSocketException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoConnectionPoolClearedException
                || failure instanceof MongoSecurityException
                || failure instanceof MongoWriteConcernException
                || failure instanceof MongoCursorNotFoundException
                || failure.hasErrorLabel("RetryableWriteError")
                || MONGO_LATER.contains(failure.getCode());
    }
}
