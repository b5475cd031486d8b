import type { KubernetesObject } from '../../cluster/kubernetes-manifest';
import { known } from '../../ros/tokens';
import type { RunnerFragment } from '../fragment';
import { secretObject } from './kubernetes-secret';

/** The certificates that GitLab's own is checked by, when a private authority has signed it. One of `pem` and `existingSecret`. */
export interface CaCertificate {
  /**
   * The certificate of the authority in PEM form, with intermediate ones behind it where GitLab does not send them.
   * Certificates are public; the private key is none of the runner's business.
   *
   * @default - `existingSecret`
   */
  readonly pem?: string;
  /**
   * Name of a Secret in the runner's namespace that holds them under the key `<host of gitlabUrl>.crt`, for instance
   * `gitlab.example.com.crt`.
   *
   * @default - a Secret made from `pem`
   * @see https://docs.gitlab.com/runner/install/kubernetes_helm_chart_configuration/#access-gitlab-with-a-custom-certificate
   */
  readonly existingSecret?: string;
  /**
   * Mounts them in every container of a job as `/etc/gitlab-runner/certs/ca.crt`, for scripts that reach other servers of
   * the same authority. Cloning, caches and artifacts work without, and scripts find the chain of GitLab in the file that
   * the variable CI_SERVER_TLS_CA_FILE names.
   *
   * @default false
   */
  readonly mountInJobs?: boolean;
}

/** What a private authority contributes: settings of the release, and Secrets that must exist before it. */
export interface CertificatesContribution {
  readonly fragment: RunnerFragment;
  readonly objects: readonly KubernetesObject[];
}

export interface CertificatesContext {
  /** Prefix of the Secret that is made. */
  readonly releaseName: string;
  readonly gitlabUrl: string;
}

/** Where the chart mounts the certificates in managers. */
const MANAGER_FOLDER = '/home/gitlab-runner/.gitlab-runner/certs';
const JOB_FOLDER = '/etc/gitlab-runner/certs';

/** Certificates under this key are found by CI_SERVER_TLS_CA_FILE, others by the host in their key. */
const KEY_WITHOUT_HOST = 'ca.crt';

export function certificates(certificate: CaCertificate, context: CertificatesContext): CertificatesContribution {
  const { pem, existingSecret, mountInJobs } = certificate;
  const name = existingSecret ?? `${context.releaseName}-certs`;
  const host = hostOf(context.gitlabUrl);
  const key = host === undefined ? KEY_WITHOUT_HOST : `${host}.crt`;
  const isCreated = existingSecret === undefined;
  return {
    fragment: {
      values: {
        certsSecretName: name,
        // The host is part of a key, and deploy-time values cannot be. So the runner is told the file.
        extraEnv:
          isCreated && host === undefined
            ? { CI_SERVER_TLS_CA_FILE: `${MANAGER_FOLDER}/${KEY_WITHOUT_HOST}` }
            : undefined,
      },
      config: mountInJobs === true ? jobVolume(name, isCreated || host !== undefined ? key : undefined) : undefined,
    },
    objects: isCreated ? [secretObject(name, { [key]: onlyCertificates(pem ?? '') })] : [],
  };
}

/** @param key the key to mount as ca.crt; undefined mounts all keys under their own names */
function jobVolume(name: string, key: string | undefined): RunnerFragment['config'] {
  const items = key === undefined || key === KEY_WITHOUT_HOST ? undefined : { [key]: KEY_WITHOUT_HOST };
  return { runners: { kubernetes: { volumes: { secret: [{ name, mountPath: JOB_FOLDER, readOnly: true, items }] } } } };
}

/** The host as the runner cuts it from the URL to name the file: without port, letters as they are written. */
function hostOf(gitlabUrl: string): string | undefined {
  return known(gitlabUrl) === undefined
    ? undefined
    : /^https?:\/\/(?:[^/@]*@)?([\w.-]+)(?=[:/?#]|$)/i.exec(gitlabUrl)?.[1];
}

/** Comments around the certificates, such as openssl prints, stay out of the template. */
function onlyCertificates(pem: string): string {
  return known(pem) === undefined ? pem : certificatesIn(pem).join('\n') + '\n';
}

/** The certificates in a text, without what stands around them. */
export function certificatesIn(pem: string): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => block.replace(/\r\n?/g, '\n').replace(/^[ \t]+/gm, ''));
}
