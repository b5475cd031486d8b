#!/usr/bin/env node
/**
 * Starts the program, which is one file in dist. In a checkout it is built anew when its sources have changed; the
 * published package has neither sources nor the script that builds.
 */
'use strict';
const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const path = require('node:path');

// From Node 22 on, the compiled code is kept from one run to the next.
enableCompileCache?.();

const script = path.join(__dirname, '../scripts/build.js');
if (existsSync(script)) {
  const { buildProgram, fail, isProgramStale } = require(script);
  if (isProgramStale()) {
    const { stderr } = process;
    stderr.write(stderr.isTTY ? 'Building the program …' : '');
    buildProgram()
      .finally(() => stderr.write(stderr.isTTY ? '\r\u001B[K' : ''))
      .then(start, fail);
  } else {
    start();
  }
} else {
  start();
}

function start() {
  require('../dist/bin/gitlab-runner.js');
}
