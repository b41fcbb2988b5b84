package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import org.bson.Document;

/** The process that users run, with the role views. */
final class TributaryViews implements ViewContestant {

    @Override
    public String name() {
        return "Tributary";
    }

    @Override
    public String settings() {
        return "`run --roles views`, defaults but for the wait: builder threads "
                + Setting.VIEWS_CONSUMERS.defaultValue() + ", " + Setting.VIEWS_CHUNK.defaultValue()
                + " views a chunk; compare-and-set on the revision of each view";
    }

    @Override
    public String lacks() {
        return "";
    }

    @Override
    public Running start(CustomerSite site, String id) throws Exception {
        TributaryProcess process = site.start("views");
        return new Running() {
            @Override
            public String queue() {
                return site.names().viewQueue(CustomerView.NAME);
            }

            @Override
            public MongoCollection<Document> views() {
                return site.views();
            }

            @Override
            public void hold() throws Exception {
                CustomerSite.hold(process, CustomerSite.BUILDER_ROUTE);
            }

            @Override
            public void release() throws Exception {
                process.camel().getRouteController().startRoute(CustomerSite.BUILDER_ROUTE);
            }

            @Override
            public void close() {
                process.close();
            }
        };
    }
}
