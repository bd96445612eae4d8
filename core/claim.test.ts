import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleFinding } from '../tests/support/sample-office.ts';
import { claimOf } from './claim.ts';

const claims = fc.uniqueArray(
  fc.tuple(fc.constantFrom(202201, 202202, 202203), fc.record({ basic: fc.nat(500), account: fc.nat(500) })),
  { selector: ([month]) => month },
);
const findings = fc.uniqueArray(
  fc.record({
    person_id: fc.constant('p1'),
    rule_id: fc.constantFrom('a/one', 'a/two', 'b/three'),
    claims,
    direction: fc.constantFrom('fund' as const, 'person' as const),
  }),
  { selector: (draft) => draft.rule_id },
);

test('a claim is per line the largest of its rules, whatever the order, and its parts add up to it', () => {
  fc.assert(
    fc.property(findings, (drafts) => {
      const all = drafts.map((draft) => sampleFinding(draft));
      const claim = claimOf(all);
      const largest = new Map<string, number>();
      for (const finding of all.filter((one) => one.direction === 'fund')) {
        for (const line of finding.lines) {
          largest.set(line.line_id, Math.max(largest.get(line.line_id) ?? 0, line.amount_fen ?? 0));
        }
      }
      expect(claim.amount_fen).toBe([...largest.values()].reduce((sum, amount) => sum + amount, 0));
      expect(claim.lines.reduce((sum, line) => sum + line.amount_fen, 0)).toBe(claim.amount_fen);
      expect(claimOf(all.toReversed())).toEqual(claim);
    }),
  );
});

test('what no component explains is kept as unsplit, so that the months still add up', () => {
  const finding = sampleFinding({ person_id: 'p1' });
  const [line] = finding.lines;
  if (line === undefined) throw new Error('line missing');
  const partly = { ...finding, lines: [{ ...line, amount_fen: 11_300, components: { basic: 11_000 } }] };
  expect(claimOf([partly]).lines).toEqual([
    { month: 202206, component: 'basic', amount_fen: 11_000 },
    { month: 202206, component: 'unsplit', amount_fen: 300 },
  ]);
});
