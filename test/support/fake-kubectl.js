#!/usr/bin/env node
'use strict';
// Stands for kubectl before a cluster that is none: FAKE_CLUSTER names a file with what it answers, `Answers` of
// test/bin/check-cluster.test.ts. What was asked is added to a file beside it.
const { appendFileSync, readFileSync } = require('node:fs');

const file = process.env.FAKE_CLUSTER;
const answers = JSON.parse(readFileSync(file, 'utf8'));
const args = process.argv.slice(2);
const input = args.includes('apply') ? readFileSync(0, 'utf8') : '';
appendFileSync(`${file}.log`, `${JSON.stringify({ program: 'kubectl', args, input })}\n`);

const has = (word) => args.includes(word);
if (has('version')) {
  if (answers.isDown) {
    process.stderr.write('The connection to the server 127.0.0.1:1 was refused\n');
    process.exit(1);
  }
  process.stdout.write(JSON.stringify({ serverVersion: { gitVersion: 'v1.34.0' } }));
} else if (has('api-resources')) {
  const kinds = [
    'v1 Secret',
    'v1 ConfigMap',
    'v1 Pod',
    'apps/v1 Deployment',
    'autoscaling/v2 HorizontalPodAutoscaler',
    'policy/v1 PodDisruptionBudget',
  ];
  const rows = kinds
    .map((kind) => kind.split(' '))
    .map(([group, kind]) => `${kind.toLowerCase()}s  ${group}  true  ${kind}`);
  process.stdout.write([...rows, 'namespaces  ns  v1  false  Namespace', ''].join('\n'));
} else if (has('current-context')) {
  process.stdout.write('fake\n');
} else if (has('get')) {
  const name = args[args.indexOf('namespace') + 1];
  process.stdout.write((answers.namespaces ?? []).includes(name) ? `namespace/${name}\n` : '');
} else if (has('apply')) {
  const { kind } = JSON.parse(input);
  process.stderr.write(answers.warned?.[kind] ?? '');
  if (answers.refused?.[kind] !== undefined) {
    process.stderr.write(answers.refused[kind]);
    process.exit(1);
  }
}
