// Behind a firewall that lets no datagram through one sends and watches by TCP. The firewall is
// real: two network namespaces with a wire between them.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { alone, whyNone } from '../stage/namespaces.mjs';

const why = whyNone();
if (why) {
  // To be seen, not to be read over: on such a machine TCP was not proven.
  process.stderr.write(`\n*** NOT TESTED: the stage where UDP is blocked. ***\n*** ${why} ***\n\n`);
}
const skip = why && `NOT TESTED, no network namespaces here: ${why}`;

test('where a firewall lets no datagrams through one sends and watches by TCP', {
  skip,
}, async () => {
  const { code, said } = await alone(join(import.meta.dirname, '../stage/blocked.mjs'));
  assert.equal(code, 0, said);
});
