// What core takes for the resources and parameters of some templates as plain data: `node plain.js OUTDIR FOLDER`, with
// the folder that holds the templates.
const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { App, RosParameter, RosResource, Stack } = require('./core');

const [outdir, folder] = process.argv.slice(2);
const app = new App({ outdir, stackTraces: false });
for (const file of readdirSync(folder).filter((name) => name.endsWith('.template.json'))) {
  const { Parameters = {}, Resources = {} } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const stack = new Stack(app, path.basename(file, '.template.json'));
  for (const [id, { Type, NoEcho }] of Object.entries(Parameters)) {
    new RosParameter(stack, id, { type: Type, noEcho: NoEcho });
  }
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    new RosResource(stack, id, { type: Type, properties: Properties });
  }
}
app.synth();
