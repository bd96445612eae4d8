import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { tellNewcomer } from '../../pipelines/commands/demo.ts';
import { readLastSummary } from '../../reports/morning/night-summary.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { copyMadeOnce } from '../support/made-once.ts';

let home: string;
let printed: string[];
beforeAll(async () => {
  home = await copyMadeOnce();
  const summary = readLastSummary(workspaceAt(home).reports);
  if (summary === null) throw new Error('the demonstration has had no night');
  printed = tellNewcomer(summary);
});
afterAll(() => rmSync(join(home, '..'), { recursive: true, force: true }));

describe.each([
  ['README.md', /asks (\d+) questions/],
  ['README.zh-CN.md', /提出 (\d+) 个问题/],
])('%s', (name, asks) => {
  const text = readFileSync(join(import.meta.dirname, '../..', name), 'utf8');

  test('shows what the demonstration prints, down to the largest finding', () => {
    const shown = /```text\n(核对演示[\s\S]*?)\n {3}…/.exec(text)?.[1]?.split('\n') ?? [];
    expect(shown.length).toBeGreaterThan(8);
    expect(shown.filter((line) => !printed.includes(line))).toEqual([]);
  });

  test('says how many questions are asked', () => {
    expect(Number(asks.exec(text)?.[1])).toBe(loadRules().length);
  });
});
