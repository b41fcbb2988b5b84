package io.tributary.projection;

/**
 * What became of the rows of one record batch in one projection. The first four add up to the rows read (I1).
 *
 * @param written new or changed documents
 * @param unchanged newer records with equal content
 * @param stale records that something newer had overtaken, also within their batch
 * @param rejected records that could not be cast
 */
public record Account(int written, int unchanged, int stale, int rejected) {

    public static final Account NONE = new Account(0, 0, 0, 0);

    public int rows() {
        return written + unchanged + stale + rejected;
    }

    public Account plus(Account other) {
        return new Account(
                written + other.written, unchanged + other.unchanged, stale + other.stale, rejected + other.rejected);
    }
}
