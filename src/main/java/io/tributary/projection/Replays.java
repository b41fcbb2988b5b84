package io.tributary.projection;

import io.tributary.cast.CastRecord;
import io.tributary.record.RecordBatch;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of rejected records that were sent again and are taken now. The books move each of them, once, from rejected to what it
 * is: the sum stays the number of rows that were read. Only then is it a rejected record no more.
 */
final class Replays {

    private final RejectedRecords rejected;
    private final BatchAccounts accounts;

    Replays(RejectedRecords rejected, BatchAccounts accounts) {
        this.rejected = rejected;
        this.accounts = accounts;
    }

    /**
     * Settles what was taken. May be done again.
     *
     * @param batch the batch that brought the records again
     * @param records those of its records that could be cast; what the database refused of them stays rejected
     * @throws com.mongodb.MongoException if the database fails
     */
    void settle(RecordBatch batch, String projection, String origin, List<CastRecord> records, Written written) {
        Map<String, CastRecord> taken = new LinkedHashMap<>();
        for (CastRecord record : records) {
            if (!written.refused().containsKey(record)) {
                taken.put(RejectedRecords.id(projection, origin, batch.sequence(record.row())), record);
            }
        }
        Map<String, Date> open = rejected.firstRejected(taken.keySet());
        List<BatchAccounts.Entry> entries = new ArrayList<>();
        taken.forEach((id, record) -> {
            Date since = open.get(id);
            if (since == null) {
                return;
            }
            Account moved = written.account(List.of(record), 0).plus(new Account(0, 0, 0, -1));
            String replay = "replay|" + origin + "|" + batch.sequence(record.row());
            entries.add(new BatchAccounts.Entry(batch.topic(), projection, replay, moved, since));
        });
        accounts.book(entries);
        rejected.remove(open.keySet());
    }
}
