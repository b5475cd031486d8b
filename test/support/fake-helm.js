#!/usr/bin/env node
'use strict';
// Stands for Helm with the chart: it renders a Deployment, the configuration and the extra objects of the values.
const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const file = process.env.FAKE_CLUSTER;
const answers = JSON.parse(readFileSync(file, 'utf8'));
const [command, ...args] = process.argv.slice(2);
appendFileSync(`${file}.log`, `${JSON.stringify({ program: 'helm', args: [command, ...args], input: '' })}\n`);

if (answers.helmFails?.[command] !== undefined) {
  process.stderr.write(answers.helmFails[command]);
  process.exit(1);
}
const valueOf = (option) => args[args.indexOf(option) + 1];
if (command === 'pull') {
  mkdirSync(valueOf('--destination'), { recursive: true });
  writeFileSync(path.join(valueOf('--destination'), 'chart.tgz'), '');
} else {
  const values = JSON.parse(readFileSync(valueOf('--values'), 'utf8'));
  const metadata = { name: args[0] };
  const spec = { containers: [{ name: 'manager', image: 'runner', resources: values.resources }] };
  const objects = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata: {}, spec } } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'config.template.toml': values.runners.config } },
    ...(values.extraObjects ?? []),
  ];
  process.stdout.write(objects.map((object) => JSON.stringify(object)).join('\n---\n'));
}
