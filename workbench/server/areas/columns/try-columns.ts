import { maskText } from '../../../../core/mask.ts';
import type { TrialEffect } from '../../../contract/trial-effect.ts';
import { runVerb } from '../../command-line.ts';
import type { Desk } from '../../desk.ts';
import { locateFile } from '../sources/locate-file.ts';

/** Has the command line put the night together once more as if this file were read so. */
export async function tryColumns(
  desk: Desk,
  wish: {
    hash: string;
    sheet: string;
    source: string;
    columns: readonly { header: string; field: string }[];
  },
): Promise<TrialEffect> {
  const { path, name } = locateFile(desk, wish.hash);
  return run(desk, [
    'teach',
    `--name=${name}`,
    `--sheet=${wish.sheet}`,
    `--source=${wish.source}`,
    ...wish.columns.map(({ header, field }) => `--column=${header}=${field}`),
    '--',
    path,
  ]);
}

/** As if nobody had said anything of such lists. */
export function tryForgetting(desk: Desk, key: string): Promise<TrialEffect> {
  return run(desk, ['forget', key]);
}

async function run(desk: Desk, wish: readonly string[]): Promise<TrialEffect> {
  const { effect } = await runVerb<{ effect: TrialEffect }>(desk.workspace.home, ['columns', ...wish]);
  // a refused row may name what it was refused for
  const files = effect.files.map(({ refused, unexplained, ...file }) => ({
    ...file,
    refused: refused.map(({ zh, en, rows }) => ({ zh: maskText(zh), en: maskText(en), rows })),
    unexplained: unexplained.map((one) => ({ ...one, word: maskText(one.word) })),
  }));
  return { ...effect, files };
}
