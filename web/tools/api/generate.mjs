// Writes src/api/schema.ts from the committed description of the HTTP interface.
// With --check it writes nothing and fails when the committed file is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';

const SOURCE = new URL('../../../docs/generated/openapi.json', import.meta.url);
const TARGET = new URL('../../src/api/schema.ts', import.meta.url);

const tree = await openapiTypescript(JSON.parse(readFileSync(SOURCE, 'utf8')), {
  alphabetize: true,
  // What has a default may be left out of a request.
  defaultNonNullable: false,
});
const text = `// Generated from docs/generated/openapi.json by \`cargo xtask generate\`; not edited by hand.\n\n${astToString(tree)}`;
if (!process.argv.includes('--check')) {
  writeFileSync(TARGET, text);
} else if (readFileSync(TARGET, 'utf8') !== text) {
  console.error('web/src/api/schema.ts is stale: run `cargo xtask generate`');
  process.exit(1);
}
