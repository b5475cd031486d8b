import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { roleScript } from '../../../lib/runner/credentials/role-credentials';

const ROLE = { roleArn: 'acs:ram::1:role/cache', oidcProviderArn: 'acs:ram::1:oidc-provider/ack-rrsa-c1' };
/** In the shape of a token of a service account; nobody's. */
const TOKEN = ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJjaSJ9', 'c2ln+/=='].join('.');
const KEYS = { AccessKeyId: 'STS.sample', AccessKeySecret: 'sample/secret+1', SecurityToken: 'sample/token+2==' };

/** A proxy that managers have for GitLab, and that does not know the VPC. */
const ENV = { ...process.env, http_proxy: 'http://127.0.0.1:1', https_proxy: 'http://127.0.0.1:1' };

const folder = mkdtempSync(path.join(tmpdir(), 'role-credentials-'));
writeFileSync(path.join(folder, 'token'), TOKEN);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Asked {
  readonly method: string | undefined;
  readonly url: URL;
  readonly body: URLSearchParams;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

/** Runs the script as the S3 client does, against a stand-in for STS. */
async function runScript(status: number, answer: unknown, isPretty = false) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      asked.push({
        method: request.method,
        url: new URL(request.url!, 'http://sts'),
        body: new URLSearchParams(body),
      });
      response.statusCode = status;
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer, undefined, isPretty ? 2 : undefined));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const script = path.join(folder, 'script.sh');
  writeFileSync(script, roleScript(ROLE, `http://127.0.0.1:${port}`, folder));
  const run = await new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) => {
    execFile('/bin/sh', ['-c', `/bin/sh ${script}`], { env: ENV }, (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
  await new Promise((resolve) => server.close(resolve));
  return { ...run, asked };
}

const GRANTED = {
  RequestId: 'A',
  AssumedRoleUser: { Arn: 'acs:ram::1:assumed-role/cache/gitlab-runner', AssumedRoleId: '1:gitlab-runner' },
  OIDCTokenInfo: { ExpirationTime: '2026-12-01T09:00:00Z', Issuer: 'https://oidc.example.com' },
  Credentials: { ...KEYS, Expiration: '2026-12-01T10:00:00Z' },
};

test('asks STS for the role by the token, and needs no AccessKey for that', async () => {
  const { asked } = await runScript(200, GRANTED);
  const [{ method, url, body }] = asked as [Asked];
  expect(asked).toHaveLength(1);
  expect(method).toBe('POST');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    Action: 'AssumeRoleWithOIDC',
    Version: '2015-04-01',
    Format: 'JSON',
    Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
  });
  expect(Object.fromEntries(body)).toEqual({
    RoleArn: ROLE.roleArn,
    OIDCProviderArn: ROLE.oidcProviderArn,
    OIDCToken: TOKEN,
    RoleSessionName: 'gitlab-runner',
  });
});

test.each([
  ['in one line', false],
  ['over several lines', true],
])('writes the keys as AWS wants them, from an answer %s', async (_, isPretty) => {
  const { exitCode, stdout, stderr } = await runScript(200, GRANTED, isPretty);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    Version: 1,
    AccessKeyId: KEYS.AccessKeyId,
    SecretAccessKey: KEYS.AccessKeySecret,
    SessionToken: KEYS.SecurityToken,
    Expiration: '2026-12-01T10:00:00Z',
  });
});

test.each<[string, number, unknown, RegExp]>([
  [
    'a refusal',
    400,
    { Code: 'AuthenticationFail.NoPermission', Message: 'There is no permission to assume this role.' },
    /STS gives no keys for the cache: AuthenticationFail\.NoPermission There is no permission/,
  ],
  ['a page of a proxy', 502, '<html>Bad Gateway</html>', /STS gives no keys for the cache/],
  ['nothing', 200, '', /STS gives no keys for the cache/],
])('%s: fails, writes no output, and says why without the token', async (_, status, answer, expected) => {
  const { exitCode, stdout, stderr } = await runScript(status, answer);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(expected);
  expect(stderr).not.toContain(TOKEN);
});

test('the token is in no argument of a program', () => {
  expect(roleScript(ROLE, 'https://sts.example.com')).toContain('OIDCToken@/var/run/secrets/rrsa/token');
});
