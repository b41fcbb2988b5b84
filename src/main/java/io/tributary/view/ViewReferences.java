package io.tributary.view;

import com.mongodb.client.model.Projections;
import io.tributary.definition.DocumentSource;
import io.tributary.projection.Meta;
import io.tributary.projection.ProjectionChange;
import io.tributary.projection.References;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a view keeps for the views that are made of it, and what these have to be told: as with projections, the present and past values
 * of the fields that they join on, in the same write as the view (I5). Where they join on none, nothing is kept.
 */
final class ViewReferences {

    private final DocumentSource documents;
    private final References references;

    /**
     * The references of a view.
     *
     * @param keep how long a past value is kept: longer than a message can live
     */
    ViewReferences(ViewPlan plan, Duration keep) {
        this.documents = plan.documents();
        this.references = new References(List.copyOf(plan.references()), keep);
    }

    /** What has to be known of a stored view before it is written: its revision, and of what it is, that may be a past value soon. */
    Bson needed() {
        List<String> paths = new ArrayList<>(List.of(Meta.path(Meta.REVISION)));
        if (!references.fields().isEmpty()) {
            paths.addAll(references.fields());
            paths.add(Meta.path(Meta.PAST));
            paths.add(Meta.path(Meta.REFERENCES));
        }
        return Projections.include(paths);
    }

    /**
     * Adds the references to the {@code _meta} of a view that is about to be written.
     *
     * @param view the view with its {@code _id}, or a tombstone
     * @param before what is stored, or null
     * @return what those have to be told who are made of it
     */
    ProjectionChange write(Key key, Document view, Document meta, @Nullable Stored before, Instant now) {
        return new ProjectionChange(key, references.write(meta, references.present(documents, view), before, now));
    }

    /** What they have to be told of a view that stays as it is: whoever wrote it may have died before it said so. */
    ProjectionChange stored(Key key, @Nullable Stored stored) {
        return new ProjectionChange(key, stored == null ? Map.of() : references.stored(stored));
    }
}
