package io.tributary.deploy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Says what is wrong with a document by the schema of its kind; a kind that nobody knows is wrong, too. */
final class ManifestSchemas {

    private static final Map<String, Function<Manifest, List<String>>> BY_GROUP = Map.of(
            "camel.apache.org/v1", CustomKinds::check,
            "keda.sh/v1alpha1", CustomKinds::check,
            "kustomize.config.k8s.io/v1beta1", CustomKinds::check,
            "kustomize.config.k8s.io/v1alpha1", CustomKinds::check);

    private ManifestSchemas() {}

    static List<String> problems(List<Manifest> manifests) {
        return manifests.stream()
                .flatMap(manifest -> problems(manifest).stream())
                .toList();
    }

    static List<String> problems(Manifest manifest) {
        return BY_GROUP.getOrDefault(manifest.apiVersion(), BuiltInKinds::check).apply(manifest).stream()
                .map(problem -> manifest.where() + ": " + problem)
                .toList();
    }
}
