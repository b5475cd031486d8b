import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { RunnerToken } from '../../lib';
import type { CaCertificate } from '../../lib';
import { credentials as rules } from '../../lib/rules/credentials';
import { INTERMEDIATE_CERTIFICATE, ROOT_CERTIFICATE } from '../runner/credentials/sample-certificates';
import { problemsOf } from './support';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;
const check = (caCertificate: CaCertificate, gitlabUrl = 'https://gitlab.example.com') =>
  problemsOf(rules, { caCertificate, gitlabUrl });

test('what is right passes', () => {
  const pem = `subject=CN = a\r\n${INTERMEDIATE_CERTIFICATE.replaceAll('\n', '\r\n')}\n# root\n${ROOT_CERTIFICATE}`;
  expect(check({ pem })).toEqual([]);
  expect(check({ existingSecret: 'company-ca' })).toEqual([]);
  expect(problemsOf(rules)).toEqual([]);
});

test('deploy-time values pass', () => {
  const problems = (certificate: (value: string) => CaCertificate) =>
    problemsOf(rules, (stack) => {
      const value = new RosParameter(stack, 'P', { type: RosParameterType.STRING }).valueAsString;
      return { caCertificate: certificate(value), gitlabUrl: value };
    });
  expect(problems((pem) => ({ pem }))).toEqual([]);
  expect(problems((existingSecret) => ({ existingSecret, mountInJobs: true }))).toEqual([]);
});

test.each([
  [{}, /none is given/],
  [{ pem: ROOT_CERTIFICATE, existingSecret: 'company-ca' }, /both are given/],
])('ca-certificate-source wants exactly one: %#', (certificate, message) => {
  expect(check(certificate)).toMatchObject([
    { rule: 'ca-certificate-source', severity: 'error', at: 'caCertificate', message: matching(message) },
  ]);
});

describe('ca-certificate-pem', () => {
  const rule = 'ca-certificate-pem';
  const at = 'caCertificate.pem';

  test('refuses a private key without showing it', () => {
    const body = 'MHcCAQEEIB'.repeat(6);
    const pem = `-----BEGIN EC PRIVATE ${'KEY'}-----\n${body}\n-----END EC PRIVATE ${'KEY'}-----\n${ROOT_CERTIFICATE}`;
    const problems = check({ pem });
    expect(problems).toMatchObject([{ rule, at, message: matching(/private key/) }]);
    expect(JSON.stringify(problems)).not.toContain(body);
  });

  test.each(['', './ca.crt', Buffer.from(ROOT_CERTIFICATE).toString('base64'), '-----BEGIN PUBLIC KEY-----'])(
    'refuses text without a certificate: %#',
    (pem) => {
      expect(check({ pem })).toMatchObject([{ rule, at, message: matching(/no certificate in PEM form/) }]);
    },
  );

  test('refuses a certificate that is cut off', () => {
    const pem = INTERMEDIATE_CERTIFICATE + ROOT_CERTIFICATE.slice(0, 200);
    expect(check({ pem })).toMatchObject([{ rule, at, message: matching(/begins 2 certificates and ends 1/) }]);
  });

  test('refuses a damaged certificate by its number', () => {
    const damaged = ROOT_CERTIFICATE.replace('MIIBjDCCATGgAwIBAgIU', 'MIIBjDCCATGgAwIBAgIX!');
    expect(check({ pem: INTERMEDIATE_CERTIFICATE + damaged })).toMatchObject([
      { rule, at, message: matching(/number 2 of 2/) },
    ]);
  });
});

describe('ca-certificate-secret-name', () => {
  const at = 'caCertificate.existingSecret';
  const rule = 'ca-certificate-secret-name';

  test('refuses a bad name', () => {
    expect(check({ existingSecret: 'Company_CA' })).toMatchObject([{ rule, at }]);
  });

  test('refuses a dot in the name only when a volume gets the name', () => {
    expect(check({ existingSecret: 'company.ca' })).toEqual([]);
    expect(check({ existingSecret: 'company.ca', mountInJobs: true })).toMatchObject([
      { rule, at, message: matching(/names a volume/) },
    ]);
  });
});

test('ca-certificate-without-https warns where nothing is encrypted', () => {
  expect(check({ existingSecret: 'company-ca' }, 'http://gitlab.example.com')).toMatchObject([
    { rule: 'ca-certificate-without-https', severity: 'warning', at: 'caCertificate', message: matching(/http:/) },
  ]);
});

test('the token is checked by itself', () => {
  const token = RunnerToken.fromExistingSecret('No Name');
  expect(problemsOf(rules, { token })).toMatchObject([{ rule: 'token-source', at: 'token' }]);
});
