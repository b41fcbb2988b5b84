package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check of the manifests, seen red: one slip put into what is good, and the message that names it. */
class ManifestMistakesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            base/api.yaml                     | containerPort: 8080             | containrPort: 8080           | containrPort
            base/api.yaml                     | replicas: 2                     | replicas: two                | two
            base/api.yaml                     | image: \\S+                     | image: [a, b]                | image
            base/api.yaml                     | kind: Deployment                | kind: Deploymnt              | Deploymnt
            base/api.yaml                     | targetPort: http                | targetport: http             | targetport
            base/api.yaml                     | (?s)  selector:.*?  template:   | '  template:'                | selector
            base/api.yaml                     | mountPath: /tmp                 | mountpath: /tmp              | mountpath
            base/api.yaml                     | memory: 768Mi                   | memory: 768 megabytes        | quantity
            base/disruption-budgets.yaml      | maxUnavailable: 1               | maxUnavailble: 1             | maxUnavailble
            home/files-claim.yaml             | ReadWriteOnce                   | {once: true}                 | accessModes
            home/service-account.yaml         | name: tributary                 | nam: tributary               | nam
            secret.template.yaml              | stringData                      | stringdata                   | stringdata
            camel-k/api.yaml                  | livenessProbeEnabled            | livenesProbeEnabled          | livenesProbeEnabled
            camel-k/api.yaml                  | health:                         | helth:                       | helth
            camel-k/api.yaml                  | port: 8080                      | port: eighty                 | port
            camel-k/api.yaml                  | strategy: RollingUpdate         | strategy: Rolling            | strategy
            camel-k/api.yaml                  | replicas: 2                     | replica: 2                   | replica
            camel-k/api.yaml                  | terminationGracePeriodSeconds   | terminationGraceSeconds      | terminationGraceSeconds
            camel-k/api.yaml                  | name: tributary-api             | nam: tributary-api           | nam
            camel-k/api.yaml                  | kind: Integration               | kind: Integratoin            | Integratoin
            components/keda/updater.yaml      | queueLength:                    | queueLenght:                 | queueLenght
            components/keda/updater.yaml      | '        awsRegion: \\S+\\n'    | ''                           | awsRegion
            components/keda/updater.yaml      | type: aws-sqs-queue             | type: aws-sqs                | aws-sqs-queue
            components/keda/updater.yaml      | authenticationRef               | authentication               | authentication
            components/keda/updater.yaml      | queueLength: "50"               | queueLength: 50              | string expected
            components/keda/updater.yaml      | pollingInterval                 | pollInterval                 | pollInterval
            components/keda/views.yaml        | stabilizationWindowSeconds: 300 | stabilizationSeconds: 300    | stabilizationSeconds
            components/keda/authentication.yaml | provider: aws                 | provider: awz                | provider
            overlays/production/kustomization.yaml | components:                | component:                   | component
            overlays/production/kustomization.yaml | behavior: replace          | behavior: overwrite          | behavior
            """)
    void a_slip_in_a_file_is_refused_by_its_schema(String file, String good, String bad, String named)
            throws IOException {
        String text = Files.readString(ManifestsTest.K8S.resolve(file));
        assertThat(ManifestSchemas.problems(Manifest.parse(file, text))).isEmpty();
        assertThat(ManifestSchemas.problems(Manifest.parse(file, slip(text, good, bad))))
                .anySatisfy(problem -> assertThat(problem).startsWith(file).contains(named));
    }

    @Test
    void a_key_that_stands_twice_is_refused() {
        assertThatThrownBy(() -> Manifest.parse("api.yaml", "kind: Service\nkind: Deployment\n"))
                .hasMessageStartingWith("api.yaml: ")
                .hasMessageContaining("'kind'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            overlays/production  | claimName: tributary-files            | claimName: tributary-file          | no PersistentVolumeClaim 'tributary-file'
            overlays/production  | key: mongodb-uri                      | key: mongodb-url                   | Secret 'tributary-secrets' has no key 'mongodb-url'
            overlays/production  | name: tributary-secrets               | name: tributary-secret             | no Secret 'tributary-secret'
            overlays/production  | serviceAccountName: tributary         | serviceAccountName: tributry       | no ServiceAccount 'tributry'
            overlays/production  | (?s)configMap:\\n( +)name: tributary-agents-\\w+ | configMap:\\n$1name: agents | no ConfigMap 'agents'
            overlays/production  | subPath: application.properties       | subPath: app.properties            | no key 'app.properties'
            overlays/production  | '- emptyDir:\\n +sizeLimit: 1Gi\\n +name: tmp' | '- emptyDir: {}\\n        name: temp' | mounts 'tmp', which is no volume
            overlays/production  | targetPort: http                      | targetPort: web                    | its pods have no port 'web'
            overlays/production  | (?s)(kind: PodDisruptionBudget.*?matchLabels:\\n +app.kubernetes.io/component:) api | $1 app | selects no pod
            overlays/production  | (?s)(scaleTargetRef:.{1,60}?name: tributary-)views | $1view            | which is not in this overlay
            overlays/production  | name: tributary-aws\\n    metadata    | name: tributary-iam\\n    metadata  | no TriggerAuthentication 'tributary-iam'
            camel-k              | configmap:tributary-projections@      | configmap:tributary-projection@    | no ConfigMap 'tributary-projection'
            camel-k              | properties/application.properties@    | properties/app.properties@         | no key 'app.properties'
            camel-k              | secret:tributary-secrets/mongodb-uri  | secret:tributary-secrets/uri       | has no key 'uri'
            camel-k              | - configmap:tributary-agents@         | - tributary-agents@                | is not configmap|secret:name
            camel-k              | - tributary-files:/opt                | - tributary-file:/opt              | no PersistentVolumeClaim 'tributary-file'
            """)
    void a_name_that_does_not_exist_is_named(String folder, String good, String bad, String named) {
        assertThat(ReferenceRules.problems(broken(folder, good, bad)))
                .anySatisfy(problem -> assertThat(problem).contains(named));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            overlays/production  | path: /observe/health/ready           | path: /health/ready                | readinessProbe path is '/health/ready'
            overlays/production  | prometheus.io/path: \\S+              | prometheus.io/path: /metrics       | prometheus.io/path is '/metrics'
            overlays/production  | containerPort: 8080                   | containerPort: 8081                | containerPort is '8081'
            overlays/production  | terminationGracePeriodSeconds: 60     | terminationGracePeriodSeconds: 30  | terminationGracePeriodSeconds 30 is not above
            overlays/production  | '- --roles\\n( +)- updater'           | '- --roles\\n$1- updatr'           | 'updatr' is no role
            overlays/production  | '- --roles\\n( +)- updater'           | '- --roles\\n$1- views'            | roles is '[agents, api, routes, views, views]'
            overlays/production  | - /opt/tributary/home                 | - /opt/home                        | args is
            overlays/production  | (tributary:)0.1.0                     | $1latest                           | needs a fixed tag
            overlays/production  | (tributary:)0.1.0                     | $10.1.1                            | more than one image
            overlays/production  | tributary.updater.consumers           | tributary.updater.consumer         | 'tributary.updater.consumer' is no setting
            overlays/production  | geo.dir=                              | geos.dir=                          | gives no 'geo.dir'
            overlays/production  | geo.dir=                              | geos.dir=                          | 'geos.dir' is no setting
            overlays/production  | tributary.http.port=8080              | tributary.http.port=8081           | tributary.http.port is '8081'
            overlays/production  | name: TRIBUTARY_MONGODB_URI           | name: TRIBUTARY_MONGO_URI          | 'TRIBUTARY_MONGO_URI' is no variable
            overlays/production  | runAsNonRoot: true                    | runAsNonRoot: false                | runAsNonRoot is 'false'
            overlays/production  | readOnlyRootFilesystem: true          | readOnlyRootFilesystem: false      | readOnlyRootFilesystem is 'false'
            overlays/production  | type: Recreate                        | type: RollingUpdate                | strategy is 'RollingUpdate'
            camel-k              | readinessProbe: /observe/health/ready | readinessProbe: /q/health/ready    | readinessProbe is '/q/health/ready'
            camel-k              | livenessProbeEnabled: true            | livenessProbeEnabled: false        | livenessProbeEnabled is 'false'
            camel-k              | '(health:\\n +)enabled: true'         | $1enabled: false                   | health.enabled is 'false'
            camel-k              | TRIBUTARY_ROLES=updater               | TRIBUTARY_ROLES=updaters           | 'updaters' is no role
            camel-k              | TRIBUTARY_MONGODB_URI=                | TRIBUTARY_MONGO_URI=               | 'TRIBUTARY_MONGO_URI' is no variable
            camel-k              | (?<!\\w)port: 8080                    | port: 8081                         | container.port is '8081'
            camel-k              | terminationGracePeriodSeconds: 60     | terminationGracePeriodSeconds: 20  | terminationGracePeriodSeconds 20
            camel-k              | (image: .*tributary:)0.1.0            | $1latest                           | needs a fixed tag
            """)
    void what_is_not_true_of_the_application_is_named(String folder, String good, String bad, String named) {
        assertThat(ApplicationRules.problems(broken(folder, good, bad)))
                .anySatisfy(problem -> assertThat(problem).contains(named));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            overlays/production  | /crm-customer                    | /crm-costumer                       | crm-costumer
            overlays/production  | /view-order_overview             | /order_overview                     | view-order_overview
            overlays/production  | /projection-changes              | /crm-customer                       | projection-changes
            overlays/production  | sqs.eu-west-1.amazonaws          | sqs.eu-west-2.amazonaws             | is not in tributary.sqs.region
            overlays/production  | awsRegion: eu-west-1             | awsRegion: eu-west-3                | is not in tributary.sqs.region
            overlays/production  | tributary.http.port=8080         | tributary.prefix=prod-              | prod-crm-customer
            overlays/production  | stabilizationWindowSeconds: 300  | stabilizationWindowSeconds: 30      | below twice the drain time
            overlays/production  | minReplicaCount: 1               | minReplicaCount: 9                  | above maxReplicaCount
            overlays/production  | (?s)(name: tributary-updater\\n  namespace: tributary\\nspec:\\n)(?=  progressDeadline) | '$1  replicas: 1\\n' | replicas is KEDA's to set
            camel-k              | /view-customer_360               | /view-customers_360                 | view-customer_360
            """)
    void a_queue_that_the_definitions_do_not_give_is_named(String folder, String good, String bad, String named) {
        assertThat(ScalingRules.problems(broken(folder, good, bad), ManifestsTest.TRANSFORMERS))
                .anySatisfy(problem -> assertThat(problem).contains(named));
    }

    @Test
    void a_kustomization_that_names_too_much_or_too_little_is_named(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("forgotten.yaml"), "{}");
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("kustomization.yaml"), """
                resources: [missing.yaml, empty]
                configMapGenerator:
                  - name: outside
                    files: [../outside.yaml]
                """);
        List<String> problems = new ArrayList<>(KustomizeReferences.problems(List.of(folder), path -> false));
        for (String named :
                List.of("'missing.yaml'", "'empty' has no", "'../outside.yaml'", "forgotten.yaml is named by no")) {
            Predicate<String> naming = problem -> problem.contains(named);
            assertThat(problems).as(named).anyMatch(naming);
            problems.removeIf(naming);
        }
        assertThat(problems).isEmpty();
    }

    private static Overlay broken(String folder, String good, String bad) {
        ManifestsTest.needsKubectl(folder);
        String text = Kustomize.text(ManifestsTest.K8S.resolve(folder));
        return new Overlay(Manifest.parse(folder, slip(text, good, bad)), Manifest.read(ManifestsTest.SECRET_TEMPLATE));
    }

    /** The first match of the pattern, replaced. */
    private static String slip(String text, String good, String bad) {
        String slipped = text.replaceFirst(good, bad == null ? "" : bad.replace("\\n", "\n"));
        assertThat(slipped).as("'%s' occurs", good).isNotEqualTo(text);
        return slipped;
    }
}
