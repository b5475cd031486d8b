/** Why there was no answer, and what to do about it. */
export interface ConnectionFault {
  /** What comes after the address, for instance `cannot be reached: …`. */
  readonly words: string;
  /** Whether the request may have arrived all the same. */
  readonly mayHaveArrived: boolean;
}

const OWN_AUTHORITY =
  'has a certificate of an authority that Node.js does not know; name the file of the authority by the environment variable NODE_EXTRA_CA_CERTS';

/** What failed, by the codes of Node.js, its HTTP client and OpenSSL. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'has no such host; look at the address, and at the DNS of this machine',
  EAI_AGAIN: 'cannot be looked up, since the DNS of this machine does not answer',
  ECONNREFUSED: 'refuses the connection; look at the port, and at firewalls',
  EHOSTUNREACH: 'cannot be reached from this network',
  ENETUNREACH: 'cannot be reached from this network',
  UND_ERR_CONNECT_TIMEOUT: 'cannot be reached in time; look at firewalls, and whether a proxy is needed',
  DEPTH_ZERO_SELF_SIGNED_CERT: OWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: OWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: OWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: OWN_AUTHORITY,
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has the certificate of another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS there; look at the scheme and the port',
  EPROTO: 'does not speak TLS there; look at the scheme and the port',
};

/** The fault behind an error of `fetch`, `node:http` or what is built on them. Their own messages are not shown. */
export function connectionFault(error: unknown): ConnectionFault {
  const code = codesOf(error).find((one) => one in FAULTS);
  return code === undefined
    ? { words: lost(error), mayHaveArrived: true }
    : { words: FAULTS[code]!, mayHaveArrived: false };
}

function lost(error: unknown): string {
  const isTimeout = error instanceof Error && /timeout/i.test(error.name);
  return isTimeout ? 'does not answer in time' : `ends the connection (${codesOf(error)[0] ?? 'no reason is known'})`;
}

/** The codes of an error and of what it comes from. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) {
    return [];
  }
  const { code, cause } = error as NodeJS.ErrnoException;
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [cause];
  return [...(typeof code === 'string' ? [code] : []), ...inner.flatMap(codesOf)];
}
