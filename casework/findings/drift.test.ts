import { describe, expect, test } from 'vitest';
import { heldRules, isFarFewer, loadBrake, measureDrift, type PastNight } from './drift.ts';

type Tonight = Omit<PastNight, 'rules'> & { rules: readonly (PastNight['rules'][number] & Shown)[] };
type Shown = { title: string; new: number; changed: number; withdrawn: number; amount_fen: number };

const brake = loadBrake();

function night(as_of: string, findings: number, fresh = 0): Tonight {
  const rule = {
    rule_id: 'deceased/paid-after-death',
    title: '死亡后继续领取待遇',
    changed: 0,
    withdrawn: 0,
  };
  return { as_of, rules: [{ ...rule, findings, new: fresh, fresh, amount_fen: findings * 100 }], held: [] };
}

const past = [night('2022-01-01', 20, 20), night('2022-01-02', 21, 1), night('2022-01-03', 22, 2)];

function verdict(tonight: Tonight, nights: readonly PastNight[] = past): string | undefined {
  return measureDrift(tonight, nights, brake)[0]?.verdict;
}

describe('the brake', () => {
  test('lets a usual night go on', () => {
    expect(verdict(night('2022-01-04', 24, 3))).toBe('usual');
  });

  test('holds a rule that finds more than three times what it ever found', () => {
    const drifts = measureDrift(night('2022-01-04', 67, 5), past, brake);
    expect(heldRules(drifts)).toMatchObject([{ most_findings: 22, nights: 3 }]);
    expect(verdict(night('2022-01-04', 66, 5))).toBe('usual');
  });

  test('holds a rule with far more new findings than ever, though its stock hides them', () => {
    expect(verdict(night('2022-01-04', 40, 18))).toBe('held');
  });

  test('does not take the first night, when everything is new, for what is usual', () => {
    expect(measureDrift(night('2022-01-04', 30, 8), past, brake)[0]?.most_new).toBe(2);
  });

  test('holds downwards too: a rule that keeps less than half of ten findings or more stops the night', () => {
    expect(isFarFewer(4, 10, brake)).toBe(true);
    expect(isFarFewer(5, 10, brake)).toBe(false);
    expect(isFarFewer(0, 9, brake)).toBe(false);
    expect(isFarFewer(0, 9, { ...brake, fewer_from: 5 })).toBe(true);
    expect(isFarFewer(5, 10, { ...brake, fewer_share: 0.8 })).toBe(true);
  });

  test('takes no alarm at a few more of a rare finding', () => {
    const rare = [night('2022-01-01', 1), night('2022-01-02', 1), night('2022-01-03', 1)];
    expect(verdict(night('2022-01-04', 5, 4), rare)).toBe('usual');
  });

  test('says so when a rule has too little past to be compared with', () => {
    expect(verdict(night('2022-01-04', 900, 900), past.slice(0, 2))).toBe('too-little-past');
  });

  test('does not measure a rule by a night on which it was held', () => {
    const held = { ...night('2022-01-04', 90, 68), held: [{ rule_id: 'deceased/paid-after-death' }] };
    const drifts = measureDrift(night('2022-01-05', 95, 5), [...past, held], brake);
    expect(heldRules(drifts)).toMatchObject([{ nights: 3, most_findings: 22, limit_findings: 66 }]);
  });

  test('measures it by that night once a person has released it, on the day itself too', () => {
    const held = { ...night('2022-01-04', 90, 68), held: [{ rule_id: 'deceased/paid-after-death' }] };
    const released = { rule_id: 'deceased/paid-after-death', as_of: '2022-01-04', findings: 90, fresh: 68 };
    const of = (tonight: Tonight) => measureDrift(tonight, [...past, held], brake, [released])[0];
    expect(of(night('2022-01-04', 90, 68))).toMatchObject({ verdict: 'released', most_findings: 90 });
    expect(of(night('2022-01-05', 270, 180))?.verdict).toBe('released');
    expect(of(night('2022-01-05', 271, 181))?.verdict).toBe('held');
    expect(of(night('2022-01-05', 40, 3))?.verdict).toBe('usual');
  });

  test('lets a release speak only for its own rule and for no day before it', () => {
    const released = { rule_id: 'deceased/paid-after-death', as_of: '2022-01-05', findings: 90, fresh: 68 };
    const of = (release: typeof released) =>
      measureDrift(night('2022-01-04', 90, 68), past, brake, [release])[0]?.verdict;
    expect(of(released)).toBe('held');
    expect(of({ ...released, as_of: '2022-01-04', rule_id: 'account/shared-account' })).toBe('held');
  });

  test('goes by what stands in no case, which a rule keeps while it is held', () => {
    const next = night('2022-01-05', 40, 0);
    const rules = next.rules.map((rule) => ({ ...rule, fresh: 18 }));
    expect(verdict({ ...next, rules })).toBe('held');
  });

  test('looks only at nights before the one it judges', () => {
    expect(verdict(night('2022-01-03', 900, 900))).toBe('too-little-past');
  });
});
