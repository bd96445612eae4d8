import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../storage/workspace.ts';

export const OWN_RULE = 'own/high-payment';

/** Where the rules of an office lie. */
type Rules = Pick<Workspace, 'rules'>;

/** Fills in what the folder of a new rule leaves to its writer. */
export function fillIn(workspace: Rules): void {
  edit(workspace, 'rule.yaml', (text) => text.replaceAll('TODO 待填：', '').replaceAll('TODO ', ''));
}

export function edit({ rules }: Rules, file: string, change: (text: string) => string): void {
  const path = join(rules, OWN_RULE, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** Lowers the ceiling that the folder came with, in its values and in its examples. */
export function lowerCeiling(workspace: Rules, fen: number): void {
  edit(workspace, 'rule.yaml', (text) => text.replace('value: 50000', `value: ${fen}`));
  edit(workspace, 'cases.yaml', (text) =>
    text
      .replace('amount_fen: 20000', `amount_fen: ${2 * (60_000 - fen)}`)
      .replace('amount_fen: 10000', `amount_fen: ${60_000 - fen}`)
      .replace('basic_fen: 50000', `basic_fen: ${fen}`),
  );
}
