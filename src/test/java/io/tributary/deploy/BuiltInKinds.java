package io.tributary.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Kubernetes' own kinds, by the models that its Java client generates from the OpenAPI specification. */
final class BuiltInKinds {

    /** A model's validation knows fields and what is required; reading it into the model checks the types. */
    private record Model(Class<?> type, Validation validation) {}

    private interface Validation {
        void validate(JsonElement json) throws IOException;
    }

    private static final Map<String, Model> MODELS = Map.of(
            "v1 ConfigMap", new Model(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
            "v1 Secret", new Model(V1Secret.class, V1Secret::validateJsonElement),
            "v1 Service", new Model(V1Service.class, V1Service::validateJsonElement),
            "v1 ServiceAccount", new Model(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement),
            "v1 PersistentVolumeClaim",
                    new Model(V1PersistentVolumeClaim.class, V1PersistentVolumeClaim::validateJsonElement),
            "apps/v1 Deployment", new Model(V1Deployment.class, V1Deployment::validateJsonElement),
            "policy/v1 PodDisruptionBudget",
                    new Model(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement));

    private static final Model METADATA = new Model(V1ObjectMeta.class, V1ObjectMeta::validateJsonElement);

    private BuiltInKinds() {}

    static List<String> check(Manifest manifest) {
        Model model = MODELS.get(manifest.apiVersion() + " " + manifest.kind());
        if (model == null) {
            return List.of(
                    "'" + manifest.apiVersion() + " " + manifest.kind() + "' is no kind that is used here; known: "
                            + MODELS.keySet().stream().sorted().toList());
        }
        return check(model, manifest.body().toString());
    }

    static List<String> checkMetadata(Manifest manifest) {
        return check(METADATA, manifest.at("/metadata").toString());
    }

    private static List<String> check(Model model, String json) {
        try {
            model.validation().validate(JsonParser.parseString(json));
            JSON.getGson().fromJson(json, model.type());
            return List.of();
        } catch (IOException | RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            int wholeDocument = message.indexOf(" JSON: ");
            return List.of(wholeDocument < 0 ? message : message.substring(0, wholeDocument));
        }
    }
}
