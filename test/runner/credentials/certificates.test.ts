import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { Report } from '../../../lib/diagnostics/report';
import type { CaCertificate, CertificatesContext } from '../../../lib/runner/credentials/certificates';
import { certificates, checkCertificates } from '../../../lib/runner/credentials/certificates';
import { synth } from '../../support/synth';
import { INTERMEDIATE_CERTIFICATE, ROOT_CERTIFICATE } from './sample-certificates';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

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

function check(certificate: CaCertificate, gitlabUrl = GITLAB) {
  const findings = new Report();
  checkCertificates(certificate, { gitlabUrl }, findings, 'caCertificate');
  return { errors: findings.errors.faults, warnings: findings.warnings.faults };
}

const NOTHING = { errors: [], warnings: [] };

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
    expect(check({ pem })).toEqual(NOTHING);
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

describe('the checks', () => {
  test.each([
    [{}, /none is given/],
    [{ pem: ROOT_CERTIFICATE, existingSecret: 'company-ca' }, /both are given/],
  ])('want exactly one source: %#', (certificate, message) => {
    expect(check(certificate).errors).toMatchObject([{ at: 'caCertificate', message: matching(message) }]);
  });

  test('refuse a private key without showing it', () => {
    const body = 'MHcCAQEEIB'.repeat(6);
    const pem = `-----BEGIN EC PRIVATE ${'KEY'}-----\n${body}\n-----END EC PRIVATE ${'KEY'}-----\n${ROOT_CERTIFICATE}`;
    const { errors } = check({ pem });
    expect(errors).toMatchObject([{ at: 'caCertificate.pem', message: matching(/private key/) }]);
    expect(JSON.stringify(errors)).not.toContain(body);
  });

  test.each(['', './ca.crt', Buffer.from(ROOT_CERTIFICATE).toString('base64'), '-----BEGIN PUBLIC KEY-----'])(
    'refuse text without a certificate: %#',
    (pem) => {
      expect(check({ pem }).errors).toMatchObject([
        { at: 'caCertificate.pem', message: matching(/no certificate in PEM form/) },
      ]);
    },
  );

  test('refuse a certificate that is cut off', () => {
    const pem = INTERMEDIATE_CERTIFICATE + ROOT_CERTIFICATE.slice(0, 200);
    expect(check({ pem }).errors).toMatchObject([
      { at: 'caCertificate.pem', message: matching(/begins 2 certificates and ends 1/) },
    ]);
  });

  test('refuse a damaged certificate by its number', () => {
    const damaged = ROOT_CERTIFICATE.replace('MIIBjDCCATGgAwIBAgIU', 'MIIBjDCCATGgAwIBAgIX!');
    expect(check({ pem: INTERMEDIATE_CERTIFICATE + damaged }).errors).toMatchObject([
      { at: 'caCertificate.pem', message: matching(/number 2 of 2/) },
    ]);
  });

  test('refuse a bad name of a Secret', () => {
    expect(check({ existingSecret: 'Company_CA' }).errors).toMatchObject([{ at: 'caCertificate.existingSecret' }]);
  });

  test('refuse a Secret with a dot in its name only when a volume gets the name', () => {
    expect(check({ existingSecret: 'company.ca' })).toEqual(NOTHING);
    expect(check({ existingSecret: 'company.ca', mountInJobs: true }).errors).toMatchObject([
      { at: 'caCertificate.existingSecret', message: matching(/names a volume/) },
    ]);
  });

  test('warn where nothing is encrypted', () => {
    expect(check({ existingSecret: 'company-ca' }, 'http://gitlab.example.com').warnings).toMatchObject([
      { at: 'caCertificate', message: matching(/http:/) },
    ]);
  });

  test('let deploy-time values pass', () => {
    synth((stack) => {
      const value = new RosParameter(stack, 'P', { type: RosParameterType.STRING }).valueAsString;
      expect(check({ pem: value }, value)).toEqual(NOTHING);
      expect(check({ existingSecret: value, mountInJobs: true }, value)).toEqual(NOTHING);
    });
  });
});
