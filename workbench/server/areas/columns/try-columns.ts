import type { TrialEffect } from '../../../contract/trial-effect.ts';
import type { Asking } from '../../desk.ts';
import { tryAnswer } from '../../try-answer.ts';
import { locateFile } from '../sources/locate-file.ts';

/** Has the command line put the night together once more as if this file were read so. */
export async function tryColumns(
  asking: Pick<Asking, 'desk' | 'session'>,
  wish: {
    hash: string;
    sheet: string;
    source: string;
    columns: readonly { header: string; field: string }[];
  },
): Promise<TrialEffect> {
  const { path, name } = locateFile(asking.desk, wish.hash);
  return tryAnswer(asking, [
    'columns',
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
export function tryForgetting(asking: Pick<Asking, 'desk' | 'session'>, key: string): Promise<TrialEffect> {
  return tryAnswer(asking, ['columns', 'forget', key]);
}
