package io.tributary.projection;

/**
 * The names of Tributary's own fields in projections and single views. They all live under {@code _meta}, so that a document is
 * otherwise exactly the business data.
 */
public final class Meta {

    public static final String META = "_meta";

    /** An ObjectId that is new with every write: what compare-and-set compares. */
    public static final String REVISION = "revision";

    /** The version of the record that is stored, as {@code [source, sequence]}. */
    public static final String VERSION = "version";

    /** Per reference field its value, or in an array the present one and those it had: {@code references.customerId: [7, 5]}. */
    public static final String REFERENCES = "references";

    /** The values that are references no more: {@code [{field, value, until}]}; absent for a document that never moved. */
    public static final String PAST = "past";

    /** The date of a tombstone; absent in a live document. A TTL index removes tombstones by it. */
    public static final String DELETED_AT = "deletedAt";

    /** In a projection that merges: per field the version that it has. */
    public static final String FIELD_VERSIONS = "fieldVersions";

    /** In a projection that merges: the version of the newest delete; fields that are older are gone. */
    public static final String DELETED_VERSION = "deletedVersion";

    /** Where the record came from. */
    public static final String SOURCE = "source";

    /** When the document was written. */
    public static final String WRITTEN_AT = "writtenAt";

    /** In a single view that cannot be built anew: {@code {reason, message, since}}; what was last built stays. */
    public static final String REFUSED = "refused";

    private Meta() {}

    /** The path of one of the fields above in a query: {@code _meta.revision}. */
    public static String path(String field) {
        return META + "." + field;
    }

    /** The path of the kept values of a reference field. */
    public static String reference(String field) {
        return META + "." + REFERENCES + "." + field;
    }
}
