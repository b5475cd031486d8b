// Generated from spec/chart-values.json. Do not edit.

import type { IDeployTimeValue, JsonObject } from './value-key';

/**
 * Values of the GitLab Runner Helm chart, by the chart's own names.
 *
 * `D` is what may stand for a value that only the deployment knows; `ChartValues<never>` is what a YAML file can hold.
 *
 * @see https://gitlab.com/gitlab-org/charts/gitlab-runner/-/blob/main/values.yaml
 */
export interface ChartValues<D = IDeployTimeValue> {
  /**
   * Namespace of the managers and of the ConfigMap, Secret, Service and ServiceAccount that belong to them. Chart 0.79.0 and later.
   *
   * @default - the namespace of the release
   */
  readonly namespace?: string | null | D;
  /**
   * Stands in for the chart's name in the names of its objects. Not listed in the chart's values.yaml.
   *
   * @default - `gitlab-runner`
   */
  readonly nameOverride?: string | null | D;
  /**
   * The whole name of the Deployment and of the objects around it, cut to 63 characters. Not listed in the chart's values.yaml.
   *
   * @default - `<release>-gitlab-runner`, or the release's name when that begins with `gitlab-runner`
   */
  readonly fullnameOverride?: string | null | D;
  /**
   * Values of your own, for the values that the chart passes through Helm's `tpl`: there, `{{ .Values.global.team }}` reads `global.team`. The chart itself reads nothing of it. Not listed in the chart's values.yaml.
   *
   * @default - none
   */
  readonly global?: JsonObject | null | D;
  /**
   * Image of the managers (not of the jobs).
   *
   * @default - the official Alpine image of the chart's runner version
   */
  readonly image?: ChartImageValues<D> | D;
  /**
   * Start the managers under `tini` where the image has no `dumb-init`, as the UBI images.
   *
   * @default - false
   */
  readonly useTini?: boolean | null | D;
  /**
   * When the node pulls the managers' image. Jobs have `pull_policy` in config.toml.
   *
   * @default - `IfNotPresent`
   */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | null | D;
  /**
   * Secrets for pulling the managers' image, as `{ name }`. Jobs have `image_pull_secrets` in config.toml.
   *
   * @default - none
   */
  readonly imagePullSecrets?: JsonObject[] | null | D;
  /**
   * Timeout of both probes, in seconds.
   *
   * @default - 4
   */
  readonly probeTimeoutSeconds?: number | null | D;
  /**
   * Timing of the liveness probe, which asks GitLab whether the runner is known there. Zero counts as unset. Chart 0.67.0 and later.
   *
   * @default - as said at its keys
   */
  readonly livenessProbe?: ChartLivenessProbeValues<D> | D;
  /**
   * Timing of the readiness probe, which looks for the runner's process. Zero counts as unset. Chart 0.67.0 and later.
   *
   * @default - as said at its keys
   */
  readonly readinessProbe?: ChartReadinessProbeValues<D> | D;
  /**
   * Number of managers. `concurrent` counts for each of them. The chart leaves it out when `hpa` is set.
   *
   * @default - not written: Kubernetes starts one manager, or an autoscaler decides
   */
  readonly replicas?: number | null | D;
  /**
   * Old ReplicaSets that are kept. Zero counts as unset.
   *
   * @default - 10
   */
  readonly revisionHistoryLimit?: number | null | D;
  /**
   * Update strategy of the Deployment (`DeploymentStrategy`).
   *
   * @default - the rolling update of Kubernetes
   */
  readonly strategy?: JsonObject | null | D;
  /**
   * Address of GitLab, with scheme.
   *
   * @default - none: registration fails
   */
  readonly gitlabUrl?: string | D;
  /**
   * The runner's token in clear text. Refused: it would put the token in clear text into the template and into the release; give it by `token`, which keeps it in a Kubernetes Secret.
   *
   * @default - `runners.secret`
   */
  readonly runnerToken?: string | null | D;
  /**
   * A registration token in clear text. Not listed in the chart's values.yaml. Refused: it would put the token in clear text into the template and into the release, and GitLab gives registration tokens up; create a runner in GitLab and give its token by `token`.
   *
   * @default - `runners.secret`
   */
  readonly runnerRegistrationToken?: string | null | D;
  /**
   * Unregister in a preStop hook. With a `glrt-` token GitLab then forgets this manager and keeps the runner; with any other token it deletes the runner itself. The hook is left out when `deploymentLifecycle` is set.
   *
   * @default - true
   */
  readonly unregisterRunners?: boolean | null | D;
  /**
   * Seconds that a stopping manager has to let its jobs finish. It should be longer than the longest job.
   *
   * @default - 3600
   */
  readonly terminationGracePeriodSeconds?: number | null | D;
  /**
   * Secret whose keys are certificates (`<host>.crt`) that the runner trusts, for a GitLab with a certificate of its own.
   *
   * @default - none
   */
  readonly certsSecretName?: string | null | D;
  /**
   * Jobs that one manager runs at a time.
   *
   * @default - 10
   */
  readonly concurrent?: number | D;
  /**
   * Seconds for the forced end after the graceful one. It does not prolong the wait for jobs.
   *
   * @default - 0, by which the runner takes 30
   */
  readonly shutdown_timeout?: number | D;
  /**
   * Seconds between two questions for new jobs.
   *
   * @default - 3
   */
  readonly checkInterval?: number | D;
  /**
   * Least severity that the managers log.
   *
   * @default - `info`
   */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'panic' | null | D;
  /**
   * Format of the managers' log.
   *
   * @default - `runner`
   */
  readonly logFormat?: 'runner' | 'text' | 'json' | null | D;
  /**
   * Sentry project that receives the managers' errors.
   *
   * @default - none
   */
  readonly sentryDsn?: string | null | D;
  /**
   * Longest life of a kept-alive connection to GitLab, as a Go duration such as `15m`.
   *
   * @default - `15m`, by the runner
   */
  readonly connectionMaxAge?: string | null | D;
  /**
   * Bash script that runs after registration and before the manager starts.
   *
   * @default - none
   */
  readonly preEntrypointScript?: string | null | D;
  /**
   * Session server for the web terminal. It works with a single manager only.
   *
   * @default - off
   */
  readonly sessionServer?: ChartSessionServerValues<D> | D;
  /**
   * What the managers may do in Kubernetes.
   *
   * @default - no Role
   */
  readonly rbac?: ChartRbacValues<D> | D;
  /**
   * ServiceAccount of the managers (not of the jobs). Chart 0.66.0 and later.
   *
   * @default - as `rbac` says
   */
  readonly serviceAccount?: ChartServiceAccountValues<D> | D;
  /**
   * Prometheus endpoint of the managers.
   *
   * @default - off
   */
  readonly metrics?: ChartMetricsValues<D> | D;
  /**
   * Service in front of the metrics port. Only a ServiceMonitor needs it.
   *
   * @default - off
   */
  readonly service?: ChartServiceValues<D> | D;
  /**
   * The runner and its config.toml.
   *
   * @default - as said at its keys
   */
  readonly runners?: ChartRunnersValues<D> | D;
  /**
   * Scheduler of the managers.
   *
   * @default - that of the cluster
   */
  readonly schedulerName?: string | null | D;
  /**
   * Security context of the managers' container (`SecurityContext`).
   *
   * @default - no root, no capabilities, no privilege
   */
  readonly securityContext?: JsonObject | null | D;
  /**
   * Security context of the managers' pod (`PodSecurityContext`).
   *
   * @default - user 100 and group 65533 of the Alpine image
   */
  readonly podSecurityContext?: JsonObject | D;
  /**
   * Requests and limits of a manager (`ResourceRequirements`). An autoscaler on CPU needs `requests.cpu`. Those of jobs are in config.toml.
   *
   * @default - none
   */
  readonly resources?: JsonObject | null | D;
  /**
   * Affinity of the managers (`Affinity`).
   *
   * @default - none
   */
  readonly affinity?: JsonObject | null | D;
  /**
   * How the managers are spread over zones or nodes (`TopologySpreadConstraint`).
   *
   * @default - none
   */
  readonly topologySpreadConstraints?: JsonObject[] | null | D;
  /**
   * Runtime class of the managers. Chart 0.69.0 and later.
   *
   * @default - that of the cluster
   */
  readonly runtimeClassName?: string | null | D;
  /**
   * Labels of the nodes on which managers may run.
   *
   * @default - every node
   */
  readonly nodeSelector?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Taints that the managers tolerate (`Toleration`).
   *
   * @default - none
   */
  readonly tolerations?: JsonObject[] | null | D;
  /**
   * Priority class of the managers.
   *
   * @default - none
   */
  readonly priorityClassName?: string | null | D;
  /**
   * Further lines of the managers' hosts file (`HostAlias`).
   *
   * @default - none
   */
  readonly hostAliases?: JsonObject[] | null | D;
  /**
   * Host name of the managers.
   *
   * @default - the pod's name
   */
  readonly hostname?: string | null | D;
  /**
   * Mount the service account's token, which the managers need to create job pods.
   *
   * @default - that of Kubernetes: true
   */
  readonly automountServiceAccountToken?: boolean | null | D;
  /**
   * Environment variables of the managers, as `{ name, value }`.
   *
   * @default - none
   */
  readonly envVars?: JsonObject[] | null | D;
  /**
   * Environment variables of the managers by name. Not for secrets.
   *
   * @default - none
   */
  readonly extraEnv?: Readonly<Record<string, string | number | boolean | null>> | null | D;
  /**
   * Environment variables by name from Secrets, ConfigMaps or fields (`EnvVarSource`).
   *
   * @default - none
   */
  readonly extraEnvFrom?: Readonly<Record<string, JsonObject | null>> | null | D;
  /**
   * Whole Secrets or ConfigMaps as environment variables (`EnvFromSource`). Chart 0.83.0 and later.
   *
   * @default - none
   */
  readonly extraEnvFromRefs?: JsonObject[] | null | D;
  /**
   * Annotations of the Deployment.
   *
   * @default - none
   */
  readonly deploymentAnnotations?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Further labels of the Deployment. Helm templates are evaluated (chart 0.73.0 and later).
   *
   * @default - none
   */
  readonly deploymentLabels?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Lifecycle hooks of the managers' container (`Lifecycle`). It takes the place of the hook of `unregisterRunners`. Chart 0.66.0 and later.
   *
   * @default - the preStop hook of `unregisterRunners`
   */
  readonly deploymentLifecycle?: JsonObject | null | D;
  /**
   * Annotations of the managers' pods. The chart quotes them.
   *
   * @default - none
   */
  readonly podAnnotations?: Readonly<Record<string, string | number | boolean | null>> | null | D;
  /**
   * Further labels of the managers' pods. Helm templates are evaluated (chart 0.70.0 and later).
   *
   * @default - none
   */
  readonly podLabels?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Further labels of the ConfigMap. Helm templates are evaluated. Chart 0.89.0 and later.
   *
   * @default - none
   */
  readonly configMapLabels?: Readonly<Record<string, string | null>> | null | D;
  /**
   * HorizontalPodAutoscaler of the managers. The chart writes only these three keys. ManagerScaling sets them so that they work.
   *
   * @default - off
   */
  readonly hpa?: ChartHpaValues<D> | null | D;
  /**
   * Further Secrets that are mounted under /secrets (`SecretProjection`).
   *
   * @default - none
   */
  readonly secrets?: JsonObject[] | null | D;
  /**
   * Further files under /configmaps, by name.
   *
   * @default - none
   */
  readonly configMaps?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Further mounts of the managers' container (`VolumeMount`).
   *
   * @default - none
   */
  readonly volumeMounts?: JsonObject[] | null | D;
  /**
   * Further volumes of the managers' pods (`Volume`). Those of jobs are in config.toml.
   *
   * @default - none
   */
  readonly volumes?: JsonObject[] | null | D;
  /**
   * Further containers beside each manager (`Container`). Chart 0.74.0 and later.
   *
   * @default - none
   */
  readonly extraContainers?: JsonObject[] | null | D;
  /**
   * Further Kubernetes objects of the release, such as a PodDisruptionBudget. Helm templates are evaluated.
   *
   * @default - none
   */
  readonly extraObjects?: JsonObject[] | null | D;
}

/** Image of the managers (not of the jobs). */
export interface ChartImageValues<D = IDeployTimeValue> {
  /**
   * Registry host. An empty string leaves the host and its slash out.
   *
   * @default - `registry.gitlab.com`
   */
  readonly registry?: string | D;
  /**
   * Repository path, without registry and tag.
   *
   * @default - `gitlab-org/gitlab-runner`
   */
  readonly image?: string | D;
  /**
   * Image tag. Helm templates are evaluated. An Ubuntu image needs other user ids in `podSecurityContext`.
   *
   * @default - `alpine-v<runner version of the chart>`
   */
  readonly tag?: string | null | D;
}

/** Timing of the liveness probe, which asks GitLab whether the runner is known there. Zero counts as unset. */
export interface ChartLivenessProbeValues<D = IDeployTimeValue> {
  /**
   * Whether there is a liveness probe. Chart 0.94.0 and later.
   *
   * @default - true
   */
  readonly enabled?: boolean | null | D;
  /**
   * Seconds before the first probe.
   *
   * @default - 60
   */
  readonly initialDelaySeconds?: number | null | D;
  /**
   * Seconds between two probes.
   *
   * @default - 60; 10 before chart 0.74.0
   */
  readonly periodSeconds?: number | null | D;
  /**
   * Successes in a row that make the manager live. Kubernetes allows only 1.
   *
   * @default - 1
   */
  readonly successThreshold?: number | null | D;
  /**
   * Failures in a row that restart the manager.
   *
   * @default - 3
   */
  readonly failureThreshold?: number | null | D;
  /**
   * Seconds that a manager has to end once this probe has failed. Chart 0.68.0 and later.
   *
   * @default - `terminationGracePeriodSeconds` of the pod
   */
  readonly terminationGracePeriodSeconds?: number | null | D;
}

/** Timing of the readiness probe, which looks for the runner's process. Zero counts as unset. */
export interface ChartReadinessProbeValues<D = IDeployTimeValue> {
  /**
   * Seconds before the first probe.
   *
   * @default - 60
   */
  readonly initialDelaySeconds?: number | null | D;
  /**
   * Seconds between two probes.
   *
   * @default - 60; 10 before chart 0.74.0
   */
  readonly periodSeconds?: number | null | D;
  /**
   * Successes in a row that make the manager ready.
   *
   * @default - 1
   */
  readonly successThreshold?: number | null | D;
  /**
   * Failures in a row that make the manager unready.
   *
   * @default - 3
   */
  readonly failureThreshold?: number | null | D;
}

/** Session server for the web terminal. It works with a single manager only. */
export interface ChartSessionServerValues<D = IDeployTimeValue> {
  /**
   * Start the session server and its Service.
   *
   * @default - false
   */
  readonly enabled?: boolean | null | D;
  /**
   * Annotations of the Service.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Seconds that a session may last after its job has ended.
   *
   * @default - 1800
   */
  readonly timeout?: number | null | D;
  /**
   * Port on which the manager listens.
   *
   * @default - 8093
   */
  readonly internalPort?: number | null | D;
  /**
   * Port of the Service.
   *
   * @default - 9000
   */
  readonly externalPort?: number | null | D;
  /**
   * Port on every node, for `serviceType: NodePort`. Chart 0.67.0 and later.
   *
   * @default - chosen by Kubernetes
   */
  readonly nodePort?: number | null | D;
  /**
   * Address that GitLab is told, and host of the Ingress.
   *
   * @default - the manager waits for the Service's address
   */
  readonly publicIP?: string | null | D;
  /**
   * CIDR blocks that may reach the load balancer.
   *
   * @default - every address
   */
  readonly loadBalancerSourceRanges?: string[] | null | D;
  /**
   * Kind of the Service. Chart 0.67.0 and later.
   *
   * @default - `LoadBalancer`
   */
  readonly serviceType?: 'ClusterIP' | 'Headless' | 'NodePort' | 'LoadBalancer' | null | D;
  /**
   * How the Service routes traffic from outside the cluster.
   *
   * @default - that of Kubernetes
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local' | null | D;
  /**
   * How the Service routes traffic from inside the cluster.
   *
   * @default - that of Kubernetes
   */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local' | null | D;
  /**
   * Ingress in front of the session server. Chart 0.70.0 and later.
   *
   * @default - off
   */
  readonly ingress?: ChartSessionServerIngressValues<D> | null | D;
}

/** Ingress in front of the session server. */
export interface ChartSessionServerIngressValues<D = IDeployTimeValue> {
  /**
   * Create the Ingress. It needs `sessionServer.publicIP` as its host.
   *
   * @default - false
   */
  readonly enabled?: boolean | null | D;
  /**
   * Ingress class.
   *
   * @default - empty
   */
  readonly className?: string | null | D;
  /**
   * Annotations of the Ingress.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string | null>> | null | D;
  /**
   * TLS Secrets, as `{ secretName }`.
   *
   * @default - the Secret `gitlab-runner-session-server`
   */
  readonly tls?: JsonObject[] | null | D;
}

/** What the managers may do in Kubernetes. */
export interface ChartRbacValues<D = IDeployTimeValue> {
  /**
   * Create a Role and a RoleBinding, and a ServiceAccount unless `serviceAccount.create` is false.
   *
   * @default - false
   */
  readonly create?: boolean | null | D;
  /**
   * Rules of the Role, as `{ apiGroups, resources, verbs }`. A list that is not empty replaces the default; an empty key of a rule means the core group, every resource or every verb. Other keys of a rule are dropped.
   *
   * @default - every verb on every resource of the core group
   */
  readonly rules?: JsonObject[] | null | D;
  /**
   * Create a ClusterRole and a ClusterRoleBinding in place of Role and RoleBinding.
   *
   * @default - false
   */
  readonly clusterWideAccess?: boolean | null | D;
  /**
   * Name of the ServiceAccount.
   *
   * @default - the chart's full name
   * @deprecated use `serviceAccount.name`
   */
  readonly generatedServiceAccountName?: string | null | D;
  /**
   * ServiceAccount to use when `rbac.create` is false.
   *
   * @default - empty: the namespace's default account
   */
  readonly serviceAccountName?: string | null | D;
  /**
   * Annotations of the ServiceAccount. Helm templates are evaluated.
   *
   * @default - none
   * @deprecated use `serviceAccount.annotations`
   */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string | null>> | D;
  /**
   * Names of pull Secrets of the ServiceAccount.
   *
   * @default - none
   * @deprecated use `serviceAccount.imagePullSecrets`
   */
  readonly imagePullSecrets?: string[] | D;
  /**
   * Use of a PodSecurityPolicy.
   *
   * @default - off
   */
  readonly podSecurityPolicy?: ChartRbacPodSecurityPolicyValues<D> | D;
}

/** Use of a PodSecurityPolicy. */
export interface ChartRbacPodSecurityPolicyValues<D = IDeployTimeValue> {
  /**
   * Let the managers use the policies named beside.
   *
   * @default - false
   * @deprecated Kubernetes has no PodSecurityPolicy since 1.25
   */
  readonly enabled?: boolean | null | D;
  /**
   * Names of the policies.
   *
   * @default - `gitlab-runner`
   */
  readonly resourceNames?: string[] | null | D;
}

/** ServiceAccount of the managers (not of the jobs). */
export interface ChartServiceAccountValues<D = IDeployTimeValue> {
  /**
   * Create the ServiceAccount.
   *
   * @default - created when `rbac.create` is true
   */
  readonly create?: boolean | null | D;
  /**
   * Name of the ServiceAccount to create or to use.
   *
   * @default - the chart's full name when one is created, else the namespace's default account
   */
  readonly name?: string | null | D;
  /**
   * Annotations of the created ServiceAccount. Helm templates are evaluated.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Names of pull Secrets of the created ServiceAccount: plain strings, unlike `imagePullSecrets` of the pod.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[] | null | D;
}

/** Prometheus endpoint of the managers. */
export interface ChartMetricsValues<D = IDeployTimeValue> {
  /**
   * Listen for Prometheus and annotate the pods for scraping.
   *
   * @default - false
   */
  readonly enabled?: boolean | null | D;
  /**
   * Name of the port.
   *
   * @default - `metrics`
   */
  readonly portName?: string | D;
  /**
   * Port of the endpoint.
   *
   * @default - 9252
   */
  readonly port?: number | D;
  /**
   * ServiceMonitor of the Prometheus Operator. It needs `metrics.enabled`, `service.enabled` and the CRD; without the CRD the chart leaves it out silently. A PodMonitor needs no Service and goes on scraping a manager that drains.
   *
   * @default - off
   */
  readonly serviceMonitor?: ChartMetricsServiceMonitorValues<D> | D;
  /**
   * PodMonitor of the Prometheus Operator. It needs `metrics.enabled` and the CRD; without the CRD the chart leaves it out silently. Chart 0.85.0 and later.
   *
   * @default - off
   */
  readonly podMonitor?: ChartMetricsPodMonitorValues<D> | D;
}

/** ServiceMonitor of the Prometheus Operator. It needs `metrics.enabled`, `service.enabled` and the CRD; without the CRD the chart leaves it out silently. A PodMonitor needs no Service and goes on scraping a manager that drains. */
export interface ChartMetricsServiceMonitorValues<D = IDeployTimeValue> {
  /**
   * Create the ServiceMonitor.
   *
   * @default - false
   */
  readonly enabled?: boolean | null | D;
  /**
   * Namespace of the ServiceMonitor. Chart 0.77.2 and later.
   *
   * @default - the namespace of the release
   */
  readonly namespace?: string | null | D;
  /**
   * Further labels of the ServiceMonitor.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Annotations of the ServiceMonitor.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Time between two scrapes, such as `30s`.
   *
   * @default - that of Prometheus
   */
  readonly interval?: string | null | D;
  /**
   * Scheme of the scrapes.
   *
   * @default - `http`
   */
  readonly scheme?: 'http' | 'https' | null | D;
  /**
   * TLS settings of the scrapes (`TLSConfig` of the operator).
   *
   * @default - none
   */
  readonly tlsConfig?: JsonObject | null | D;
  /**
   * Path of the endpoint.
   *
   * @default - `/metrics`
   */
  readonly path?: string | null | D;
  /**
   * Relabelling of samples (`RelabelConfig` of the operator). Helm templates are evaluated.
   *
   * @default - none
   */
  readonly metricRelabelings?: JsonObject[] | null | D;
  /**
   * Relabelling of targets (`RelabelConfig` of the operator).
   *
   * @default - none
   */
  readonly relabelings?: JsonObject[] | null | D;
  /**
   * Label of the Service whose value becomes the `job` label. Not listed in the chart's values.yaml.
   *
   * @default - the Service's name
   */
  readonly jobLabel?: string | null | D;
}

/** PodMonitor of the Prometheus Operator. It needs `metrics.enabled` and the CRD; without the CRD the chart leaves it out silently. */
export interface ChartMetricsPodMonitorValues<D = IDeployTimeValue> {
  /**
   * Create the PodMonitor.
   *
   * @default - false
   */
  readonly enabled?: boolean | null | D;
  /**
   * Namespace of the PodMonitor.
   *
   * @default - the namespace of the release
   */
  readonly namespace?: string | null | D;
  /**
   * Further labels of the PodMonitor.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Annotations of the PodMonitor.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Time between two scrapes, such as `30s`.
   *
   * @default - that of Prometheus
   */
  readonly interval?: string | null | D;
  /**
   * Scheme of the scrapes.
   *
   * @default - `http`
   */
  readonly scheme?: 'http' | 'https' | null | D;
  /**
   * TLS settings of the scrapes (`SafeTLSConfig` of the operator).
   *
   * @default - none
   */
  readonly tlsConfig?: JsonObject | null | D;
  /**
   * Path of the endpoint.
   *
   * @default - `/metrics`
   */
  readonly path?: string | null | D;
  /**
   * Relabelling of samples (`RelabelConfig` of the operator). Helm templates are evaluated.
   *
   * @default - none
   */
  readonly metricRelabelings?: JsonObject[] | null | D;
  /**
   * Relabelling of targets (`RelabelConfig` of the operator).
   *
   * @default - none
   */
  readonly relabelings?: JsonObject[] | null | D;
  /**
   * Label of the pod whose value becomes the `job` label. Not listed in the chart's values.yaml.
   *
   * @default - the PodMonitor's name
   */
  readonly jobLabel?: string | null | D;
}

/** Service in front of the metrics port. Only a ServiceMonitor needs it. */
export interface ChartServiceValues<D = IDeployTimeValue> {
  /**
   * Create the Service. It needs `metrics.enabled`.
   *
   * @default - false
   */
  readonly enabled?: boolean | null | D;
  /**
   * Further labels of the Service.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Annotations of the Service.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string | null>> | null | D;
  /**
   * Cluster address of the Service.
   *
   * @default - chosen by Kubernetes
   */
  readonly clusterIP?: string | null | D;
  /**
   * External addresses of the Service.
   *
   * @default - none
   */
  readonly externalIPs?: string[] | null | D;
  /**
   * Address of the load balancer.
   *
   * @default - chosen by the cloud
   */
  readonly loadBalancerIP?: string | null | D;
  /**
   * CIDR blocks that may reach the load balancer.
   *
   * @default - every address
   */
  readonly loadBalancerSourceRanges?: string[] | null | D;
  /**
   * Kind of the Service.
   *
   * @default - `ClusterIP`
   */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName' | null | D;
  /**
   * Port on the nodes.
   *
   * @default - none
   */
  readonly metrics?: ChartServiceMetricsValues<D> | null | D;
  /**
   * Further ports of the Service (`ServicePort`).
   *
   * @default - none
   */
  readonly additionalPorts?: JsonObject[] | null | D;
  /**
   * How the Service routes traffic from outside the cluster.
   *
   * @default - that of Kubernetes
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local' | null | D;
  /**
   * How the Service routes traffic from inside the cluster.
   *
   * @default - that of Kubernetes
   */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local' | null | D;
}

/** Port on the nodes. */
export interface ChartServiceMetricsValues<D = IDeployTimeValue> {
  /**
   * Port on every node. `service.type: NodePort` needs it.
   *
   * @default - none
   */
  readonly nodePort?: number | null | D;
}

/** The runner and its config.toml. */
export interface ChartRunnersValues<D = IDeployTimeValue> {
  /**
   * Namespace of the Role and RoleBinding, for jobs that run elsewhere than the managers. The jobs themselves go where `namespace` in [runners.kubernetes] says; the chart's own `runners.config` takes this value for it. Chart 0.84.0 and later.
   *
   * @default - the namespace of the managers
   */
  readonly jobNamespace?: string | null | D;
  /**
   * Template of config.toml, as TOML text with one [[runners]]. Helm templates in it are evaluated.
   *
   * @default - a [[runners]] with the namespace and the image `alpine`
   */
  readonly config?: string | D;
  /**
   * Absolute path of a mounted config template. Used when `runners.config` is an empty string.
   *
   * @default - none
   */
  readonly configPath?: string | null | D;
  /**
   * A whole config.toml, token included, in place of registration. Then the global settings, the runner's settings and the token Secret of these values have no effect. Helm templates in it are evaluated. Chart 0.88.3 and later.
   *
   * @default - none: the runner registers and writes its config.toml
   */
  readonly configOverride?: string | null | D;
  /**
   * Executor with which the runner registers.
   *
   * @default - `kubernetes`
   */
  readonly executor?: string | null | D;
  /**
   * Name of the runner in the managers' log and config.toml.
   *
   * @default - the pod's host name
   */
  readonly name?: string | null | D;
  /**
   * Secret that holds the token. It must have both keys, `runner-token` and `runner-registration-token`, the latter empty. Helm templates are evaluated.
   *
   * @default - none
   */
  readonly secret?: string | null | D;
  /**
   * Lock the runner to its project, with a registration token. Not listed in the chart's values.yaml.
   *
   * @default - true
   */
  readonly locked?: boolean | null | D;
  /**
   * Tags, parted by commas, with a registration token. Not listed in the chart's values.yaml.
   *
   * @default - none
   */
  readonly tags?: string | null | D;
  /**
   * Longest job in seconds, with a registration token. Not listed in the chart's values.yaml.
   *
   * @default - none
   */
  readonly maximumTimeout?: number | null | D;
  /**
   * Take jobs without tags, with a registration token. Not listed in the chart's values.yaml.
   *
   * @default - false
   */
  readonly runUntagged?: boolean | D;
  /**
   * Take only jobs of protected branches, with a registration token. Not listed in the chart's values.yaml.
   *
   * @default - false
   */
  readonly protected?: boolean | D;
  /**
   * Credentials of the cache. The cache itself is configured in config.toml.
   *
   * @default - no credentials
   */
  readonly cache?: ChartRunnersCacheValues<D> | D;
}

/** Credentials of the cache. The cache itself is configured in config.toml. */
export interface ChartRunnersCacheValues<D = IDeployTimeValue> {
  /**
   * Secret with the keys `accesskey` and `secretkey`, from which the managers take the cache credentials when they register.
   *
   * @default - none
   */
  readonly secretName?: string | null | D;
  /**
   * Do not export the credentials as environment variables. Then config.toml must name them itself. Chart 0.89.0 and later.
   *
   * @default - false
   */
  readonly disableGlobalCredentialsExport?: boolean | null | D;
}

/** HorizontalPodAutoscaler of the managers. The chart writes only these three keys. ManagerScaling sets them so that they work. */
export interface ChartHpaValues<D = IDeployTimeValue> {
  /**
   * Least number of managers.
   *
   * @default - 1
   */
  readonly minReplicas?: number | null | D;
  /**
   * Greatest number of managers.
   *
   * @default - 1
   */
  readonly maxReplicas?: number | null | D;
  /**
   * What to scale on (`MetricSpec` of autoscaling/v2).
   *
   * @default - none: the chart breaks
   */
  readonly metrics?: JsonObject[] | null | D;
}
