import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageSource } from '../../bin/init/package-source';
import { version } from '../../package.json';

const temporary = mkdtempSync(path.join(tmpdir(), 'package-source-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const PROJECT = path.join(temporary, 'projects/ci');

/** A folder where the package is installed, with what npm notes of it. */
function installed(name: string, resolved: string | undefined): string {
  const modules = path.join(temporary, name, 'node_modules');
  const root = path.join(modules, 'ros-cdk-gitlab-runner');
  mkdirSync(root, { recursive: true });
  if (resolved !== undefined) {
    const packages = { 'node_modules/ros-cdk-gitlab-runner': { version, resolved } };
    writeFileSync(path.join(modules, '.package-lock.json'), JSON.stringify({ packages }));
  }
  return root;
}

test('from a registry, a project gets the package by its version', () => {
  const url = 'https://registry.example.com/ros-cdk-gitlab-runner/-/ros-cdk-gitlab-runner-0.1.0.tgz';
  expect(packageSource(PROJECT, installed('registry', url))).toEqual({ specifier: `^${version}` });
  expect(packageSource(PROJECT, installed('other-installer', undefined))).toEqual({ specifier: `^${version}` });
});

test('from an archive, a project gets it from there', () => {
  expect(packageSource(PROJECT, installed('archive', 'file:../mine.tgz'))).toEqual({
    specifier: 'file:../../mine.tgz',
    archive: path.join(temporary, 'mine.tgz'),
  });
});

test('from a repository, a project gets it at the same commit', () => {
  const url = 'git+ssh://git@gitlab.example.com/a/b.git#0123456789abcdef0123456789abcdef01234567';
  expect(packageSource(PROJECT, installed('git', url))).toEqual({ specifier: url });
});

test('from a checkout, a project gets the archive that npm makes of it', () => {
  const root = path.join(temporary, 'checkout');
  mkdirSync(path.join(root, 'lib'), { recursive: true });
  writeFileSync(path.join(root, 'lib/index.ts'), '');
  const archive = path.join(root, `ros-cdk-gitlab-runner-${version}.tgz`);
  const specifier = `file:../../checkout/ros-cdk-gitlab-runner-${version}.tgz`;
  expect(packageSource(PROJECT, root)).toEqual({ specifier, archive, prepare: `(cd ${root} && npm pack)` });
  writeFileSync(archive, '');
  expect(packageSource(PROJECT, root)).toEqual({ specifier, archive });
});
