import { describe, expect, it } from 'vitest';
import { Refusal } from '../../core/errors.ts';
import { estimateMixture } from './expectation.ts';
import { defaultModel, LINK_FIELDS, levelBits, modelSchema, parseModel } from './model.ts';
import { groupTowns } from './towns.ts';

describe('estimation', () => {
  it('finds again the shares from which the patterns were made', () => {
    const m = [
      [0.9, 0.1],
      [0.8, 0.2],
      [0.95, 0.05],
    ];
    const u = [
      [0.05, 0.95],
      [0.1, 0.9],
      [0.02, 0.98],
    ];
    const lambda = 0.3;
    const patterns = [];
    for (let bits = 0; bits < 8; bits += 1) {
      const levels = [bits & 1, (bits >> 1) & 1, (bits >> 2) & 1];
      const share = (table: number[][]) =>
        levels.reduce((product, level, field) => product * table[field]![level]!, 1);
      patterns.push({ levels, count: 1e6 * (lambda * share(m) + (1 - lambda) * share(u)) });
    }
    const found = estimateMixture(patterns, u, { lambda: 0.5, m: m.map(() => [0.6, 0.4]) });
    expect(found.lambda).toBeCloseTo(lambda, 2);
    for (const [field, levels] of m.entries()) {
      for (const [level, share] of levels.entries()) expect(found.m[field]?.[level]).toBeCloseTo(share, 2);
    }
  });
});

describe('the model that is shipped', () => {
  it('gives more for more agreement', () => {
    const model = defaultModel();
    expect(modelSchema.parse(model)).toEqual(model);
    const bits = (field: (typeof LINK_FIELDS)[number], level: number) => levelBits(model, field, level);
    expect(bits('name', 7)).toBeGreaterThan(bits('name', 4));
    expect(bits('name', 4)).toBeGreaterThan(bits('name', 2));
    expect(bits('name', 0)).toBeLessThan(0);
    expect(bits('number', 8)).toBeGreaterThan(bits('number', 7));
    expect(bits('number', -4)).toBeLessThan(0);
    expect(bits('birth', 5)).toBeGreaterThan(bits('birth', 4));
    expect(bits('place', 2)).toBeGreaterThan(bits('place', 1));
  });

  it('has a finite weight for every level of every field', () => {
    const model = defaultModel();
    for (const field of LINK_FIELDS) {
      for (const level of Object.keys(model.fields[field])) {
        expect(Number.isFinite(levelBits(model, field, Number(level)))).toBe(true);
      }
    }
  });
});

describe('a model file that is broken', () => {
  it('is refused with what to do', () => {
    expect(() => parseModel('{"version": 1')).toThrow(/train/);
    expect(() => parseModel('{"version": "x", "fields": {}}')).toThrow(Refusal);
  });
});

describe('townships', () => {
  it('joined through a third are one place', () => {
    const groups = groupTowns([
      ['福城', '弥阳'],
      ['太平', '弥阳'],
      ['西三', '西三乡'],
    ]);
    expect(groups.get('福城')).toBe(groups.get('太平'));
    expect(groups.get('西三')).not.toBe(groups.get('弥阳'));
  });
});
