import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validResidentId } from '../../tests/support/arbitrary-resident-id.ts';
import { checkDigit, isValidResidentId, matchesTruncated, proposeRepairs } from './index.ts';

const LI = `53252619480906996${checkDigit('53252619480906996')}`;

function proposals(raw: string): string[] {
  return proposeRepairs(raw).map((repair) => repair.resident_id);
}

describe('repairs are proposed', () => {
  test('a valid, missing or truncated number is left alone', () => {
    for (const raw of [LI, '', '无', '532526194809069000']) expect(proposeRepairs(raw)).toEqual([]);
  });

  test('two letters O for zeros', () => {
    expect(proposeRepairs(LI.replaceAll('0', 'O'))).toContainEqual({
      resident_id: LI,
      repair: 'letter-for-digit',
      position: 11,
    });
  });

  test('a 15-digit number with an appended check digit is read as what it is', () => {
    expect(proposeRepairs(`532526480906996${LI[17]}`)).toEqual([
      { resident_id: LI, repair: 'fifteen-with-check-digit' },
    ]);
  });

  test('a first-generation number is upgraded', () => {
    expect(proposeRepairs('532526480906996')).toEqual([{ resident_id: LI, repair: 'fifteen-upgraded' }]);
  });

  test('one wrong digit, wherever it stands, is among the repairs', () => {
    fc.assert(
      fc.property(validResidentId, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, index, shift) => {
        const raw = id.slice(0, index) + ((Number(id[index]) + shift) % 10) + id.slice(index + 1);
        fc.pre(!raw.endsWith('000'));
        const repair = proposeRepairs(raw).find((proposal) => proposal.resident_id === id);
        expect(repair).toBeDefined();
      }),
    );
  });

  test('one unreadable character is among the repairs', () => {
    fc.assert(
      fc.property(validResidentId, fc.nat(17), (id, index) => {
        expect(proposals(`${id.slice(0, index)}?${id.slice(index + 1)}`)).toContain(id);
      }),
    );
  });

  test('two neighbouring digits that changed places are among the repairs', () => {
    fc.assert(
      fc.property(validResidentId, fc.nat(15), (id, index) => {
        fc.pre(id[index] !== id[index + 1]);
        const raw = id.slice(0, index) + id[index + 1] + id[index] + id.slice(index + 2);
        fc.pre(!raw.endsWith('000'));
        expect(proposals(raw)).toContain(id);
      }),
    );
  });

  test('a lost and a doubled digit are among the repairs', () => {
    fc.assert(
      fc.property(validResidentId, fc.nat(17), (id, index) => {
        expect(proposals(id.slice(0, index) + id.slice(index + 1))).toContain(id);
        expect(proposals(id.slice(0, index) + id[index] + id.slice(index))).toContain(id);
      }),
    );
  });

  test('every proposal is a valid number, named once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{15,19}$/), (raw) => {
        const ids = proposals(raw);
        expect(ids.filter((id) => !isValidResidentId(id))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('a truncated number may have been any with its first 15 digits, and no other', () => {
    expect(matchesTruncated('532526194809069000', LI)).toBe(true);
    expect(matchesTruncated("'532526194809069000 ", LI)).toBe(true);
    expect(matchesTruncated('532526194809068000', LI)).toBe(false);
    expect(matchesTruncated(LI, LI)).toBe(false);
  });
});
