import { stableJson } from '../../core/hash.ts';
import { formatYuan } from '../../core/money.ts';
import type { ExpectedFinding } from './cases.ts';
import type { PlayedCase } from './play-case.ts';

/** Where an example comes out otherwise than it says, person by person and figure by figure; nothing where it holds. */
export function sayDifference(name: string, { expected, found }: PlayedCase): { zh: string; en: string }[] {
  const problems: { zh: string; en: string }[] = [];
  for (let index = 0; index < Math.max(expected.length, found.length); index += 1) {
    const [wanted, got] = [expected[index], found[index]];
    if (wanted === undefined && got !== undefined) {
      problems.push({
        zh: `例子“${name}”：多查出 ${got.person_id}（${describe(got)}）。`,
        en: `Example "${name}": ${got.person_id} is found and should not be (${describe(got)}).`,
      });
    } else if (wanted !== undefined && got === undefined) {
      problems.push({
        zh: `例子“${name}”：没有查出 ${wanted.person_id}（应为 ${describe(wanted)}）。`,
        en: `Example "${name}": ${wanted.person_id} should be found (${describe(wanted)}) and is not.`,
      });
    } else if (wanted !== undefined && got !== undefined) {
      const keys = Object.keys(wanted) as (keyof ExpectedFinding)[];
      for (const key of keys) {
        const [should, is] = [told(wanted[key]), told(got[key])];
        if (should === is) continue;
        problems.push({
          zh: `例子“${name}”，${wanted.person_id} 的 ${key}：例子写 ${should}，结果是 ${is}。`,
          en: `Example "${name}", ${key} of ${wanted.person_id}: the example says ${should}, found was ${is}.`,
        });
      }
    }
  }
  return problems;
}

const told = (value: unknown): string => stableJson(value ?? null);

function describe({ amount_fen, months, first_month, last_month }: ExpectedFinding): string {
  const money = amount_fen === null ? '—' : `${formatYuan(amount_fen)} 元`;
  return `${money}, ${first_month ?? '—'}–${last_month ?? '—'}, ${months}`;
}
