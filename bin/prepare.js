/**
 * What npm runs after installing a checkout, and before it installs the package from a Git repository: builds all that
 * is published. The published package has neither sources nor the script that builds.
 */
'use strict';
const { execSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const exists = (file) => existsSync(path.join(root, file));

/** `npm ci --omit=dev` leaves the compilers out. */
function canBuild() {
  return ['scripts/build.js', 'node_modules/esbuild', 'node_modules/typescript'].every(exists);
}

/** Before `npm pack`, `prepack` has built all. From a Git repository, npm prepares the package twice. */
function isBuilt() {
  const { isProgramStale } = require('../scripts/build.js');
  return process.env.npm_command === 'pack' || (exists('dist/lib/index.d.ts') && !isProgramStale());
}

if (canBuild() && !isBuilt()) {
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' });
}
