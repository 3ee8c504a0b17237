// Behind a firewall that lets nothing but pages and a TURN server through, one sends and watches by
// it. The firewall and the TURN server are real.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { alone, whyNone } from '../stage/namespaces.mjs';

const why = whyNone();
if (why) {
  // To be seen, not to be read over: on such a machine TURN was not proven.
  process.stderr.write(
    `\n*** NOT TESTED: the stage through a TURN server. ***\n*** ${why} ***\n\n`,
  );
}
const skip = why && `NOT TESTED, no network namespaces here: ${why}`;

test('where a firewall lets only a TURN server through one sends and watches by it', {
  skip,
}, async () => {
  const { code, said } = await alone(join(import.meta.dirname, '../stage/relayed.mjs'));
  assert.equal(code, 0, said);
});
