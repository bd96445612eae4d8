import { expect, test } from 'vitest';
import { tellEffect } from './tell-effect.ts';

const effect = (waiting: number, waiting_then: number): Parameters<typeof tellEffect>[0] => ({
  ...{ as_of: '2022-07-31', waiting, waiting_then, files: [] },
  ...{ come: 0, go: 0, change: 0, gone: [], fund_fen: 0, person_fen: 0 },
});

test('an answer that is forgotten makes rows wait again, and none is released less than none', () => {
  expect(tellEffect(effect(0, 1))[0]).toContain('重新待释义 waiting again 1 行');
  expect(tellEffect(effect(3, 1))[0]).toContain('不再待释义 no longer waiting 2 行');
});

test('findings that would go are told by the rule that found them', () => {
  const gone = [{ rule_id: 'deceased/paid-after-death', title: '死亡后继续领取', findings: 3 }];
  expect(tellEffect({ ...effect(0, 0), go: 3, gone })).toContainEqual(
    '      消失 go 3: 死亡后继续领取 (deceased/paid-after-death)',
  );
});
