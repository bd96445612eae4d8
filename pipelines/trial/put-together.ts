import type { OpenDebt } from '../../casework/reads/money/open-debts.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import type { Finding } from '../../core/finding.ts';
import { unreadLists } from '../../reading/deliveries/unread-lists.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { HeldWord } from '../../reading/vocabularies/interpret.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { ownModel } from '../linking/model.ts';
import { loadParameters } from '../rules/parameters.ts';
import { detect, nothingApart } from '../steps/detect.ts';
import { fillDebts } from '../steps/fill-debts.ts';
import { fillUnread } from '../steps/fill-unread.ts';
import { link } from '../steps/link.ts';
import { load } from '../steps/load.ts';
import { unify } from '../steps/unify.ts';
import type { Known } from './known.ts';

export interface KnownWithDebts extends Known {
  debts: readonly OpenDebt[];
}

export interface PutTogether {
  warehouse: Warehouse;
  files: readonly ReadFile[];
  held: readonly HeldWord[];
  findings: Finding[];
}

/** Fills a warehouse with what these files say, read with what people answered, and asks every rule, as a night does; `own`: the office's values. */
export async function putTogether(
  workspace: Workspace,
  warehouse: Warehouse,
  files: readonly ReadFile[],
  { words, rulings, repairs, debts, rules, own }: KnownWithDebts & { own: unknown },
  asOf: string,
): Promise<PutTogether> {
  const sources = loadSources();
  const { held } = await load(warehouse, files, sources, {
    asOf,
    office: readPart(workspace.settings, officeName),
    taught: words,
    rulings,
  });
  await link(warehouse, sources, ownModel(workspace), repairs);
  await unify(warehouse, sources);
  await fillDebts(warehouse, debts);
  await fillUnread(warehouse, unreadLists(files, sources, asOf));
  const parameters = loadParameters(RULES_DIR, rules, own);
  const { findings } = await detect(warehouse, rules, parameters, asOf, () => undefined, nothingApart(own));
  return { warehouse, files, held, findings };
}
