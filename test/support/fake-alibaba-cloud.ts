import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listen } from './fake-gitlab';

/** A call as it arrived at a service of Alibaba Cloud. */
export interface CloudRequest {
  readonly host: string;
  readonly action: string;
  /** Path with its query. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a service answers. */
export interface CloudAnswer {
  readonly status?: number;
  readonly content: unknown;
}

/** Sends what is meant for Alibaba Cloud to a port of this machine, and lets nothing else leave it. */
const DETOUR = `
const { fetch } = globalThis;
globalThis.fetch = (url, ...rest) =>
  new URL(url).hostname === '127.0.0.1'
    ? fetch(url, ...rest)
    : Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }));
const http = require('node:http');
const https = require('node:https');
const { request } = https;
https.request = (options, ...rest) =>
  String(options.host).endsWith('.aliyuncs.com')
    ? http.request({ host: '127.0.0.1', port: process.env.FAKE_CLOUD_PORT, path: options.path, method: options.method, headers: options.headers })
    : request(options, ...rest);
`;

/** Stands in for all services of Alibaba Cloud, for the length of a test. */
export class FakeAlibabaCloud {
  readonly requests: CloudRequest[] = [];

  /** Starts one. */
  static async start(answer: (request: CloudRequest) => CloudAnswer): Promise<FakeAlibabaCloud> {
    const cloud = new FakeAlibabaCloud(answer);
    cloud.port = await listen(cloud.server);
    onTestFinished(() => void cloud.server.close().closeAllConnections());
    return cloud;
  }

  private port = 0;
  private readonly server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const received = {
        host: request.headers.host!,
        action: String(request.headers['x-acs-action']),
        path: request.url!,
        parameters: Object.fromEntries(new URLSearchParams(text)),
      };
      this.requests.push(received);
      const { status = 200, content } = this.answer(received);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    });
  });

  private constructor(private readonly answer: (request: CloudRequest) => CloudAnswer) {}

  /** The environment of a program that takes this for Alibaba Cloud. */
  get env(): Record<string, string> {
    return {
      ...NO_CLOUD,
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'an-id',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a-secret',
      ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
      FAKE_CLOUD_PORT: String(this.port),
    };
  }
}

const home = mkdtempSync(path.join(tmpdir(), 'home-'));
// Files of tests share this module.
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const detour = path.join(home, 'detour.cjs');
writeFileSync(detour, DETOUR);

/** The environment of a program that finds neither credentials nor a region, and no host but this machine. */
export const NO_CLOUD: Record<string, string> = {
  HOME: home,
  NODE_OPTIONS: `--require ${detour}`,
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
  ALIBABA_CLOUD_ACCESS_KEY_ID: '',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: '',
  ALIBABA_CLOUD_REGION_ID: '',
  ACCESS_KEY_ID: '',
  REGION_ID: '',
};
