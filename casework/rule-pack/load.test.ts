import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../core/errors.ts';
import { loadRules, RULES_DIR } from './load.ts';
import { factsNamed } from './sentence.ts';

const RULE = 'deceased/paid-after-death';
let pack: string;

beforeEach(() => {
  pack = mkdtempSync(join(tmpdir(), 'hedui-rules-'));
  cpSync(join(RULES_DIR, 'deceased'), join(pack, 'deceased'), { recursive: true });
});

afterEach(() => rmSync(pack, { recursive: true }));

function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function rewrite(change: (text: string) => string): void {
  const path = join(pack, RULE, 'rule.yaml');
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

describe('a folder is a rule', () => {
  it('found by walking, with its path as its id', () => {
    cpSync(join(pack, RULE), join(pack, 'local', 'paid-after-death-too'), { recursive: true });
    expect(loadRules(pack).map((rule) => rule.rule_id)).toEqual([
      'deceased/certified-after-death',
      'deceased/paid-after-death',
      'local/paid-after-death-too',
    ]);
  });

  it('refused without its cases', () => {
    rmSync(join(pack, RULE, 'cases.yaml'));
    const refusal = refusalOf(() => loadRules(pack));
    expect(refusal.code).toBe('rule-incomplete');
    expect(refusal.zh).toContain('cases.yaml');
  });

  it('refused with a key that nobody knows, naming file and key', () => {
    rewrite((text) => `${text}severty: high\n`);
    const refusal = refusalOf(() => loadRules(pack));
    expect(refusal.code).toBe('rule-yaml');
    expect(refusal.en).toContain('severty');
    expect(refusal.en).toContain(join(RULE, 'rule.yaml'));
  });

  it('refused with a sentence that speaks of something unknown', () => {
    rewrite((text) => text.replaceAll('{amount}', '{ammount}'));
    expect(refusalOf(() => loadRules(pack)).zh).toContain('{ammount}');
  });
});

it('no sentence says a word as a list wrote it: it would stand on papers with its misspellings', () => {
  const asReceived = loadRules().flatMap(({ rule_id, sentence, sentence_en }) =>
    factsNamed(sentence + sentence_en)
      .filter((fact) => fact.endsWith('_text'))
      .map((fact) => `${rule_id} ${fact}`),
  );
  expect(asReceived).toEqual([]);
});
