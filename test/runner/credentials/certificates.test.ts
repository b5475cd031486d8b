import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { CaCertificate, CertificatesContext } from '../../../lib/runner/credentials/certificates';
import { certificates } from '../../../lib/runner/credentials/certificates';
import { synth } from '../../support/synth';
import { INTERMEDIATE_CERTIFICATE, ROOT_CERTIFICATE } from './sample-certificates';

const GITLAB = 'https://gitlab.example.com';

function contribution(certificate: CaCertificate, context: Partial<CertificatesContext> = {}) {
  const { fragment, objects } = certificates(certificate, { releaseName: 'runner', gitlabUrl: GITLAB, ...context });
  const volumes = fragment.config?.runners?.kubernetes?.volumes?.secret;
  return { values: fragment.values!, volumes, objects };
}

/** The texts of the Secret that is made, by their keys. */
function secretTexts(certificate: CaCertificate, context: Partial<CertificatesContext> = {}) {
  const [secret] = contribution(certificate, context).objects;
  return Object.fromEntries(
    Object.entries(secret!.data as Record<string, string>).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString(),
    ]),
  );
}

describe('a certificate as text', () => {
  test('becomes a Secret with the file name that the runner looks for', () => {
    const { values, objects } = contribution({ pem: ROOT_CERTIFICATE });
    expect(values).toEqual({ certsSecretName: 'runner-certs', extraEnv: undefined });
    expect(objects).toMatchObject([{ kind: 'Secret', type: 'Opaque', metadata: { name: 'runner-certs' } }]);
    expect(secretTexts({ pem: ROOT_CERTIFICATE })).toEqual({ 'gitlab.example.com.crt': ROOT_CERTIFICATE });
  });

  test.each([
    ['https://gitlab.example.com:8443/', 'gitlab.example.com.crt'],
    ['https://GitLab.Example.com/sub', 'GitLab.Example.com.crt'],
    ['https://10.0.0.5', '10.0.0.5.crt'],
  ])('is named after the host of %s, as the runner cuts it out', (gitlabUrl, key) => {
    expect(Object.keys(secretTexts({ pem: ROOT_CERTIFICATE }, { gitlabUrl }))).toEqual([key]);
  });

  test('keeps the order of a chain, and loses what openssl prints between the certificates', () => {
    const pem = `subject=CN = a\r\nissuer=CN = b\r\n${INTERMEDIATE_CERTIFICATE.replaceAll('\n', '\r\n')}\n# root\n${ROOT_CERTIFICATE}`;
    expect(secretTexts({ pem })).toEqual({
      'gitlab.example.com.crt': INTERMEDIATE_CERTIFICATE + ROOT_CERTIFICATE,
    });
  });

  test('may be indented, as in YAML', () => {
    expect(secretTexts({ pem: ROOT_CERTIFICATE.replace(/^/gm, '    ') })).toEqual({
      'gitlab.example.com.crt': ROOT_CERTIFICATE,
    });
  });

  test('is found through a variable when only the deployment knows the URL, since keys cannot be deploy-time values', () => {
    synth((stack) => {
      const gitlabUrl = new RosParameter(stack, 'Url', { type: RosParameterType.STRING }).valueAsString;
      expect(contribution({ pem: ROOT_CERTIFICATE }, { gitlabUrl }).values).toEqual({
        certsSecretName: 'runner-certs',
        extraEnv: { CI_SERVER_TLS_CA_FILE: '/home/gitlab-runner/.gitlab-runner/certs/ca.crt' },
      });
      expect(secretTexts({ pem: ROOT_CERTIFICATE }, { gitlabUrl })).toEqual({ 'ca.crt': ROOT_CERTIFICATE });
    });
  });
});

describe('an existing Secret', () => {
  test('is used as it is', () => {
    const { values, objects } = contribution({ existingSecret: 'company-ca' });
    expect(values).toEqual({ certsSecretName: 'company-ca', extraEnv: undefined });
    expect(objects).toEqual([]);
  });

  test('has the host in its key, so no variable is needed for a URL of the deployment', () => {
    synth((stack) => {
      const gitlabUrl = new RosParameter(stack, 'Url', { type: RosParameterType.STRING }).valueAsString;
      expect(contribution({ existingSecret: 'company-ca' }, { gitlabUrl }).values.extraEnv).toBeUndefined();
    });
  });
});

describe('in job containers', () => {
  const volume = { name: 'company-ca', mountPath: '/etc/gitlab-runner/certs', readOnly: true };

  test('there is nothing unless asked for', () => {
    expect(contribution({ existingSecret: 'company-ca' }).volumes).toBeUndefined();
  });

  test('the certificates stand where the documentation of the runner has them', () => {
    expect(contribution({ existingSecret: 'company-ca', mountInJobs: true }).volumes).toEqual([
      { ...volume, items: { 'gitlab.example.com.crt': 'ca.crt' } },
    ]);
  });

  test('all keys are mounted when the key is not known', () => {
    synth((stack) => {
      const gitlabUrl = new RosParameter(stack, 'Url', { type: RosParameterType.STRING }).valueAsString;
      expect(contribution({ existingSecret: 'company-ca', mountInJobs: true }, { gitlabUrl }).volumes).toEqual([
        volume,
      ]);
      expect(contribution({ pem: ROOT_CERTIFICATE, mountInJobs: true }, { gitlabUrl }).volumes).toEqual([
        { ...volume, name: 'runner-certs' },
      ]);
    });
  });
});
