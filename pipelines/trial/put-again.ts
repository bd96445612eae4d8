import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import { stableJson } from '../../core/hash.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import { readPart } from '../../storage/settings.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { KeptNight } from '../nights/two-nights.ts';
import { arrivedSources } from '../rules/arrived-sources.ts';
import { tablesOf } from '../rules/case-warehouse.ts';
import {
  createParameterTables,
  loadParameters,
  type Parameter,
  parametersPart,
} from '../rules/parameters.ts';
import { findAll } from '../steps/detect.ts';
import { ruleRows } from '../steps/record-knowledge.ts';
import { linkedNow } from '../steps/same-night.ts';
import { type KnownWithDebts, type PutTogether, putTogether } from './put-together.ts';
import { rewordNight } from './reworded-night.ts';
import { type StandingFinding, standingFindings } from './standing-findings.ts';

/** A night as it would be, with what is compared of its findings. */
export type PutAgain = Omit<PutTogether, 'findings'> & { findings: StandingFinding[] };

/**
 * Fills a warehouse with what these files say for a day, read with what people answered, and asks every rule. Of a kept night on
 * the same files, of which the answers change no more than what words mean, all that they leave as it was is taken over:
 * what is found is the same to the fen. Else it is put together whole.
 */
export async function putAgain(
  workspace: Workspace,
  warehouse: Warehouse,
  files: readonly ReadFile[],
  known: KnownWithDebts,
  asOf: string,
  kept: KeptNight | null,
): Promise<PutAgain> {
  const own = readPart(workspace.settings, parametersPart);
  if (kept !== null && isLinkedAlike(workspace, kept, files, known)) {
    const other = await rewordNight(warehouse, kept, files, known, asOf);
    if (other !== null) {
      const parameters = loadParameters(RULES_DIR, known.rules, own);
      const findings = await findAgain(warehouse, other, known, parameters, asOf);
      return { warehouse, files, held: [], findings };
    }
  }
  return putTogether(workspace, warehouse, files, { ...known, own }, asOf);
}

/** Whether what a night knew of files and numbers, and the program, are what they are now. */
const isLinkedAlike = (
  workspace: Workspace,
  { record }: KeptNight,
  files: readonly ReadFile[],
  { repairs, rulings }: KnownWithDebts,
): boolean => record.linked === linkedNow(workspace, { files, repairs, rulings });

/**
 * What the kept night found, but for rules that read what may be other now, or that it asked in other words, with other
 * values or not at all: these are asked anew.
 */
async function findAgain(
  warehouse: Warehouse,
  other: ReadonlySet<string>,
  { rules }: KnownWithDebts,
  parameters: ReadonlyMap<string, Parameter>,
  asOf: string,
): Promise<StandingFinding[]> {
  const rows = await warehouse.rows<{ rule_id: string }>(
    'select rule_id, version, definition, parameters, sql from kept.result.rule',
  );
  const asked = new Map(rows.map((row) => [row.rule_id, stableJson(row)]));
  const alike = new Set(
    ruleRows(rules, parameters).flatMap(({ rule_id, version, definition, parameters: values, sql }) =>
      asked.get(rule_id) === stableJson({ rule_id, version, definition, parameters: values, sql })
        ? [rule_id]
        : [],
    ),
  );
  const isTaken = (rule: RuleDefinition): boolean =>
    alike.has(rule.rule_id) && ![...tablesOf(rule)].some((name) => other.has(name));
  const taken = new Set(rules.filter(isTaken).map(({ rule_id }) => rule_id));
  const anew = rules.filter(({ rule_id }) => !taken.has(rule_id));
  await createParameterTables(warehouse.connection, parameters, { asOf });
  const found = await findAll(warehouse, anew, await arrivedSources(warehouse));
  const standing = await standingFindings(warehouse, 'kept');
  return [...standing.filter(({ rule_id }) => taken.has(rule_id)), ...found];
}
