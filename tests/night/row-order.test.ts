import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountyOffice, expectedClaims, foundClaims, settleCounty } from './county.ts';
import { claims, Office } from './office.ts';

let county: CountyOffice;

beforeAll(async () => {
  county = settleCounty({ people: 150, seed: 58, format: 'csv' });
  await county.office.night(county.key.as_of);
});
afterAll(() => county.office.remove());

/** The lines of a text file below its header in another order; bytes stay as they are, whatever their encoding. */
function shuffled(content: Buffer, order: readonly number[]): Buffer {
  const [header = '', ...lines] = content.toString('latin1').trimEnd().split('\r\n');
  const keyed = lines.map((line, index) => ({
    line,
    key: order[index % order.length]! * 1_000_003 + index * 7919,
  }));
  const sorted = keyed.sort((left, right) => (left.key % 99_991) - (right.key % 99_991));
  return Buffer.from(`${[header, ...sorted.map(({ line }) => line)].join('\r\n')}\r\n`, 'latin1');
}

test('what is found does not depend on the order of rows in the files', async () => {
  const before = claims(await county.office.standing());
  expect(foundClaims(county.key, await county.office.standing())).toEqual(expectedClaims(county.key));
  const orders = fc.array(fc.integer({ min: 1, max: 99_990 }), { minLength: 50, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const other = new Office();
      try {
        other.settle(readFileSync(county.office.workspace.settings, 'utf8'));
        for (const name of readdirSync(county.office.inbox)) {
          const content = readFileSync(join(county.office.inbox, name));
          other.put(name, /\.(csv|txt)$/.test(name) ? shuffled(content, order) : content);
        }
        await other.night(county.key.as_of);
        expect(claims(await other.standing())).toEqual(before);
      } finally {
        other.remove();
      }
    }),
    { numRuns: 1, seed: 58, endOnFailure: true },
  );
});
