package io.tributary.scaling;

import java.util.ArrayList;
import java.util.List;

/**
 * A message, or several that are worked on together.
 *
 * @param items records, keys or views that are in it
 * @param changes that they came from, by the time at which each became visible at the source
 */
record Parcel(int items, List<Cohort> changes) {

    /** Changes of one time. */
    record Cohort(double born, double count) {}

    static Parcel of(int items, double born) {
        return new Parcel(items, List.of(new Cohort(born, items)));
    }

    static Parcel together(List<Parcel> parcels) {
        List<Cohort> changes = new ArrayList<>();
        int items = 0;
        for (Parcel parcel : parcels) {
            items += parcel.items;
            changes.addAll(parcel.changes);
        }
        return new Parcel(items, changes);
    }
}
