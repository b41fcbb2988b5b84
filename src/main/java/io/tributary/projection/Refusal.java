package io.tributary.projection;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonSerializationException;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * That the server, or its driver, does not take a document for what it holds, and never will.
 *
 * @param code the server's error code, or 0 where the driver refused
 * @param reason what it said
 * @param failure what it was said with, where nobody can go on without the document
 */
public record Refusal(int code, String reason, RuntimeException failure) {

    /**
     * Codes with which a server answers for a whole command, and which speak of what is in it: BadValue, FailedToParse, InvalidLength,
     * InvalidBSON, the ones for names of fields, BSONObjectTooLarge, key too long. Any other may be true of every document, as
     * that a view cannot be written to, and must not make all of them rejected.
     */
    private static final Set<Integer> OF_A_DOCUMENT =
            Set.of(2, 9, 16, 22, 52, 54, 55, 56, 57, 10_334, 17_280, 17_419, 17_420);

    /** InternalError, UnknownError, OperationFailed: they say that something went wrong, which may have nothing to do with a document. */
    private static final Set<Integer> OF_ANYTHING = Set.of(1, 8, 96);

    /** What such an error says if it is about a document: PostgreSQL under a DocumentDB, of a key that is too long for an index. */
    private static final Pattern OF_ITS_SIZE = Pattern.compile("index row (requires|size)|too (large|long|big)");

    private static final int LONGEST = 500;

    /** The refusal that a failure of a whole bulk stands for, or null if it does not speak of a document. */
    static @Nullable Refusal of(RuntimeException failure) {
        if (failure instanceof MongoCommandException command) {
            return OF_A_DOCUMENT.contains(command.getErrorCode())
                    ? new Refusal(command.getErrorCode(), shortened(command.getErrorMessage()), failure)
                    : null;
        }
        boolean unwritable = failure instanceof BsonSerializationException
                || failure instanceof BsonInvalidOperationException
                || failure instanceof CodecConfigurationException
                || failure instanceof IllegalArgumentException;
        return unwritable && !(failure instanceof MongoException)
                ? new Refusal(0, shortened(String.valueOf(failure.getMessage())), failure)
                : null;
    }

    /** The refusal of one document of a bulk, or null if it is not for what the document holds. */
    static @Nullable Refusal of(BulkWriteError error, MongoBulkWriteException failure) {
        boolean ofAnything = OF_ANYTHING.contains(error.getCode())
                && !OF_ITS_SIZE.matcher(error.getMessage()).find();
        return ofAnything ? null : new Refusal(error.getCode(), shortened(error.getMessage()), failure);
    }

    /** For people, and for the rejected record. */
    String describe() {
        return code == 0
                ? "the database driver refuses it: " + reason
                : "the database refuses it (code " + code + "): " + reason;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
