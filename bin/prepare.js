/**
 * What npm runs after installing a checkout, and before it installs the package from a Git repository: builds all that
 * is published. The published package has neither sources nor the script that builds.
 */
'use strict';
const { execSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const isInstalled = (tool) => existsSync(path.join(root, 'node_modules', tool));

// `npm ci --omit=dev` leaves the compilers out. Before `npm pack` all has been built by `prepack`.
if (
  existsSync(path.join(root, 'scripts/build.js')) &&
  isInstalled('esbuild') &&
  isInstalled('typescript') &&
  process.env.npm_command !== 'pack'
) {
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' });
}
