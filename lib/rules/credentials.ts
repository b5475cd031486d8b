import { X509Certificate } from 'node:crypto';
import { secretNameFault } from '../chart/kubernetes-names';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import type { CaCertificate } from '../runner/credentials/certificates';
import { certificatesIn } from '../runner/credentials/certificates';
import { ruleSet } from './rule-set';

/** What managers and jobs trust, and what they identify themselves with. */
export const credentials = ruleSet(
  'Credentials and certificates',
  {
    'ca-certificate-source': {
      severity: 'error',
      title: 'The certificate of the authority is given twice, or not at all',
      reason: 'The managers need exactly one source for it.',
      remedy: 'Give one of `pem` and `existingSecret`.',
    },
    'ca-certificate-pem': {
      severity: 'error',
      title: 'The text is not certificates in PEM form',
      reason: 'Managers do not trust GitLab, and no job runs.',
      remedy: 'Give the text of the certificates, and no private key.',
    },
    'ca-certificate-secret-name': {
      severity: 'error',
      title: 'The name of the Secret with the certificates does not work',
      reason: 'Kubernetes refuses the pods that mount it.',
      remedy: 'Rename the Secret as the message says.',
    },
    'ca-certificate-without-https': {
      severity: 'warning',
      title: 'A certificate for a GitLab without encryption',
      reason: 'Nothing is checked on an address with http://.',
      remedy: 'Use https:// in `gitlabUrl`, or leave the certificate out.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    const { token, caCertificate, values } = runner;
    token.check?.(runner, report, 'token');
    if (caCertificate === undefined) {
      return;
    }
    const { pem, existingSecret } = caCertificate;
    if ((pem === undefined) === (existingSecret === undefined)) {
      report.add(
        rules['ca-certificate-source'],
        'caCertificate',
        `needs exactly one of pem and existingSecret, and ${pem === undefined ? 'none is' : 'both are'} given`,
      );
    }
    checkPem(rules['ca-certificate-pem'], pem, report);
    checkSecretName(rules['ca-certificate-secret-name'], caCertificate, report);
    if (/^http:/i.test(values.knownText('gitlabUrl') ?? '')) {
      report.add(rules['ca-certificate-without-https'], 'caCertificate', 'has no effect on a gitlabUrl with http://');
    }
  },
);

/** Nothing of the text is shown: it may be a private key. */
function checkPem(rule: Rule, pem: string | undefined, report: Report): void {
  const [text, at] = [known(pem), 'caCertificate.pem'];
  if (text === undefined) {
    return;
  }
  if (text.includes('PRIVATE KEY-----')) {
    report.add(
      rule,
      at,
      'holds a private key, which must stay where the certificate was made; give certificates alone',
    );
    return;
  }
  const begun = text.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  const blocks = certificatesIn(text);
  if (begun === 0) {
    report.add(
      rule,
      at,
      'has no certificate in PEM form, which begins with "-----BEGIN CERTIFICATE-----". Give the text of the file, not its path; a file in DER form becomes one by "openssl x509 -inform der -in FILE"',
    );
  } else if (blocks.length < begun) {
    report.add(rule, at, `begins ${begun} certificates and ends ${blocks.length}; it seems to be cut off`);
  }
  blocks.forEach((block, index) => {
    if (!isCertificate(block)) {
      report.add(rule, at, `has a certificate that cannot be read, number ${index + 1} of ${blocks.length}`);
    }
  });
}

function isCertificate(block: string): boolean {
  try {
    new X509Certificate(block);
    return true;
  } catch {
    return false;
  }
}

function checkSecretName(rule: Rule, { existingSecret, mountInJobs }: CaCertificate, report: Report): void {
  const [name, at] = [known(existingSecret), 'caCertificate.existingSecret'];
  const fault = name === undefined ? undefined : secretNameFault(name);
  if (fault !== undefined) {
    report.add(rule, at, `${shown(name)} ${fault}`);
  } else if (mountInJobs === true && name !== undefined && !/^[a-z0-9-]{1,63}$/.test(name)) {
    report.add(
      rule,
      at,
      `${shown(name)} names a volume in job pods too, which allows 63 characters and no dots; rename the Secret, or leave mountInJobs out`,
    );
  }
}
