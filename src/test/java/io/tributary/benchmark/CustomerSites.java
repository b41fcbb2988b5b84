package io.tributary.benchmark;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** The sites of one stage: on each pair of engines one, filled when the first run asks for it, gone with the engines. */
final class CustomerSites {

    private final String name;
    private final int customers;
    private final IntFunction<TpchCompany> company;
    private final Map<Engines, CustomerSite> byEngines = new IdentityHashMap<>();

    /**
     * The sites.
     *
     * @param name letters and digits; what has another name on the same engines has other data
     */
    CustomerSites(String name, int customers) {
        this(name, customers, TpchCompany::new);
    }

    /**
     * Sites with another company than TPC-H's.
     *
     * @param company makes it with so many customers
     */
    CustomerSites(String name, int customers, IntFunction<TpchCompany> company) {
        this.name = name;
        this.customers = customers;
        this.company = company;
    }

    int customers() {
        return customers;
    }

    CustomerSite on(Engines engines) throws Exception {
        CustomerSite site = byEngines.get(engines);
        if (site == null) {
            String id = "s%x%s".formatted(ProcessHandle.current().pid(), name);
            site = engines.closingFirst(new CustomerSite(engines, id, company.apply(customers)));
            byEngines.put(engines, site);
        }
        return site;
    }
}
