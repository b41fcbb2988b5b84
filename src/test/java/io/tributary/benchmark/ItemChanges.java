package io.tributary.benchmark;

import io.tributary.benchmark.TpchCompany.Customer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The changes that the runs on one site make: each changes the same item of a customer, and has a number that grows. */
final class ItemChanges {

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Long> last = new ConcurrentHashMap<>();

    /** The number of the next change. */
    long next(Customer customer) {
        long number = numbers.incrementAndGet();
        last.merge(customer.id(), number, Math::max);
        return number;
    }

    /** The row that a change leaves behind, as an agent would publish it. */
    static Object[] row(Customer customer, long number) {
        return CompanyTable.published(CompanyTable.item(CustomerView.changing(customer), number));
    }

    /** By customer, the number of the last change: what its view has to show in the end. */
    Map<Long, Long> last() {
        return last;
    }
}
