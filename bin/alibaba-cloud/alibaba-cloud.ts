import type * as openapiClient from '@alicloud/openapi-client';
import type * as credentials from '@alicloud/credentials';
import { isMap } from '../../lib/diagnostics/is-map';
import { redacted } from '../../lib/diagnostics/secrets';
import { connectionFault } from '../connection-fault';
import { Failure } from '../failure';
import type { Secret } from '../secret';
import { findRegion } from './region';
import type { Service } from './services';

/** Refused by a service of Alibaba Cloud. */
export class CloudRefusal extends Failure {
  constructor(
    message: string,
    /** The code of the service, for instance `EntityNotExists.Parameter`. */
    readonly code: string,
  ) {
    super(message);
  }
}

/** A call of an API of Alibaba Cloud. */
export interface CloudCall {
  readonly service: Service;
  readonly action: string;
  /** The path of an API in the style of REST; without one it is in that of RPC. */
  readonly pathname?: string;
  /** The parameters of one in the style of RPC. */
  readonly body?: Readonly<Record<string, string>>;
  /** What is secret in the body. */
  readonly secret?: Secret | undefined;
}

const NO_CREDENTIALS =
  'No credentials of Alibaba Cloud are found; set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run `aliyun configure`.';
const NO_REGION = 'The region is not known; give it by --region, for instance --region cn-hangzhou.';

const TIMEOUT_MILLISECONDS = 15_000;

/** The official SDK, loaded when needed only. */
function loadSdk() {
  // Its HTTP client would print requests, and newer Node.js what it thinks of that client.
  delete process.env.DEBUG;
  process.noDeprecation = true;
  return import('./sdk');
}

/** The APIs of Alibaba Cloud in a region, by the credentials that its other programs find, too. */
export class AlibabaCloud {
  /** Throws a {@link Failure} when there are no credentials or no region. */
  static async open(givenRegion: string | undefined): Promise<AlibabaCloud> {
    const region = findRegion(givenRegion);
    if (region === undefined) {
      throw new Failure(NO_REGION);
    }
    const { openapi, credentials } = await loadSdk();
    try {
      const credential = new credentials.default(rosCdkCredentials(credentials.Config));
      // The search may end at the metadata service of an ECS instance. Its errors may quote what is in files.
      await credential.getCredential();
      return new AlibabaCloud(region, credential, openapi);
    } catch {
      throw new Failure(NO_CREDENTIALS);
    }
  }

  private constructor(
    readonly region: string,
    private readonly credential: credentials.default,
    private readonly openapi: typeof openapiClient,
  ) {}

  /** The body of the answer. */
  async call({ service, action, pathname, body = {}, secret }: CloudCall): Promise<unknown> {
    const { product, version, isGlobal = false } = service;
    const { default: Client, Config, OpenApiRequest, Params } = this.openapi;
    const endpoint = isGlobal ? `${product}.aliyuncs.com` : `${product}.${this.region}.aliyuncs.com`;
    const client = new Client(new Config({ credential: this.credential, regionId: this.region, endpoint }));
    const params = new Params({
      action,
      version,
      protocol: 'HTTPS',
      pathname: pathname ?? '/',
      method: pathname === undefined ? 'POST' : 'GET',
      authType: 'AK',
      style: pathname === undefined ? 'RPC' : 'ROA',
      reqBodyType: pathname === undefined ? 'formData' : 'json',
      bodyType: 'json',
    });
    const request = new OpenApiRequest(pathname === undefined ? { body } : {});
    const runtime = { connectTimeout: TIMEOUT_MILLISECONDS, readTimeout: TIMEOUT_MILLISECONDS };
    try {
      const answer = await client.callApi(params, request, runtime as Parameters<typeof client.callApi>[2]);
      return (answer as { readonly body?: unknown }).body;
    } catch (error) {
      throw failureOf(error, `${endpoint}, asked for ${action},`, (text) => secret?.hiddenIn(text) ?? redacted(text));
    }
  }
}

/** The variables that the ros-cdk CLI reads, where those of the SDK are not set. */
function rosCdkCredentials(Config: typeof credentials.Config): credentials.Config | undefined {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID, ACCESS_KEY_ID, ACCESS_KEY_SECRET, SECURITY_TOKEN } = process.env;
  if (ALIBABA_CLOUD_ACCESS_KEY_ID || !ACCESS_KEY_ID || !ACCESS_KEY_SECRET) {
    return undefined;
  }
  return new Config({
    type: SECURITY_TOKEN ? 'sts' : 'access_key',
    accessKeyId: ACCESS_KEY_ID,
    accessKeySecret: ACCESS_KEY_SECRET,
    securityToken: SECURITY_TOKEN,
  });
}

/** Errors of the SDK hold the request, so that only what the service says is shown. */
function failureOf(error: unknown, what: string, hide: (text: string) => string): Failure {
  const { code, data } = error as { readonly code?: unknown; readonly data?: unknown };
  if (!isMap(data) || typeof code !== 'string') {
    return new Failure(`${what} ${connectionFault(error).words}.`);
  }
  const said = data.Message ?? data.message;
  const words = typeof said === 'string' && said !== '' ? hide(said) : 'does not say why';
  return new CloudRefusal(`${what} refuses: ${words} (${code})`, code);
}
