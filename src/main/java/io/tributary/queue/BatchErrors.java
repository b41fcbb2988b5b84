package io.tributary.queue;

import java.util.Locale;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** What SQS says of one entry of a batch request. */
final class BatchErrors {

    private BatchErrors() {}

    /** Whether the same entry would fail again: the sender's fault, and not because there was too much at once. */
    static boolean isHopeless(BatchResultErrorEntry failed) {
        String code = failed.code() == null ? "" : failed.code().toLowerCase(Locale.ROOT);
        return Boolean.TRUE.equals(failed.senderFault()) && !code.contains("throttl");
    }
}
