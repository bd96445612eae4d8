import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import type { Finding } from '../../core/finding.ts';
import { locateRow } from '../../core/row-number.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { runInLanes } from '../../storage/warehouse/lanes.ts';
import { arrivedSources } from '../rules/arrived-sources.ts';
import { type ClaimTotals, claimTotals } from '../rules/claim-totals.ts';
import { type GatheredFinding, gatherFindings } from '../rules/gather.ts';
import { groundsOf } from '../rules/grounds.ts';
import { createParameterTables, type Parameter } from '../rules/parameters.ts';
import { prepareDetection, runRule } from '../rules/run.ts';
import { detectReserved } from './detect-reserved.ts';
import { detectShadow, type ShadowResult } from './detect-shadow.ts';
import { type Locator, withEvidence } from './with-evidence.ts';

export interface Detection {
  findings: Finding[];
  totals: ClaimTotals;
  shadow: ShadowResult;
}

/** What runs apart from the rules that count: those for supervision alone, and those in shadow, with the office's values. */
export interface AskedApart {
  reserved: readonly RuleDefinition[];
  shadow: readonly RuleDefinition[];
  settings: unknown;
}

/** Of somebody who only tries: nothing runs apart, and the office's values hold. */
export const nothingApart = (settings: unknown): AskedApart => ({ reserved: [], shadow: [], settings });

/** Consumes `canonical.*`; leaves `detection.*` and returns the findings, each with the rows it rests on. */
export async function detect(
  warehouse: Warehouse,
  rules: readonly RuleDefinition[],
  parameters: ReadonlyMap<string, Parameter>,
  asOf: string,
  onRule: (rule: RuleDefinition, position: number) => void,
  apart: AskedApart,
): Promise<Detection> {
  const { connection } = warehouse;
  const arrived = await arrivedSources(warehouse);
  const locate = await evidenceLocator(warehouse);
  const shadow = await detectShadow(
    warehouse,
    { shadow: apart.shadow, live: rules },
    apart.settings,
    asOf,
    arrived,
    locate,
  );
  await createParameterTables(connection, parameters, { asOf });
  await detectReserved(warehouse, apart.reserved, arrived, locate);
  const stopped = new Set(shadow.stopped.flatMap((one) => (one.was_live ? [one.rule_id] : [])));
  const asked = rules.filter(({ rule_id }) => !stopped.has(rule_id));
  const gathered = await findAll(warehouse, asked, arrived, onRule);
  const totals = await claimTotals(connection);
  const grounds = await groundsOf(warehouse, gathered);
  const directionOf = new Map(rules.map(({ rule_id, direction }) => [rule_id, direction]));
  const findings = gathered.map((finding) => ({
    ...withEvidence(finding, locate, directionOf.get(finding.rule_id) ?? 'none'),
    grounds: grounds.get(finding.finding_key) ?? [],
  }));
  return { findings, totals, shadow };
}

/** What rules find with the `parameter.*` that are laid out; they stand in `detection.*`, too. */
export async function findAll(
  warehouse: Warehouse,
  rules: readonly RuleDefinition[],
  arrived: ReadonlySet<string>,
  onRule: (rule: RuleDefinition, position: number) => void = () => undefined,
): Promise<GatheredFinding[]> {
  await prepareDetection(warehouse.connection);
  await runInLanes(
    warehouse,
    rules.map((rule, position) => ({
      // rules only add to what was found, and whoever gathers it asks in no order; but what was kept back they use up in their order
      ...{ reads: [], leaves: rule.kept_back.length > 0 ? ['kept_back'] : [] },
      run: async ({ connection }) => {
        onRule(rule, position);
        // without the lists it needs a rule is silent: what is not there proves nothing
        if (missingNeeds(rule, arrived).length === 0) await runRule(connection, rule);
      },
    })),
  );
  return gatherFindings(warehouse.connection, rules);
}

async function evidenceLocator(warehouse: Warehouse): Promise<Locator> {
  const sheets = await warehouse.rows<{
    file_no: number;
    sheet_no: number;
    sheet: string;
    source: string | null;
    name: string;
    hash: string;
  }>(
    'select file_no, sheet_no, sheet, file_sheet.source, name, hash from file_sheet inner join file using (file_no)',
  );
  const byPlace = new Map(sheets.map((sheet) => [`${sheet.file_no}/${sheet.sheet_no}`, sheet]));
  return (rowId, role) => {
    const { fileNo, sheetNo, row } = locateRow(rowId);
    const sheet = byPlace.get(`${fileNo}/${sheetNo}`);
    if (!sheet) return null;
    return {
      role,
      source: sheet.source ?? '',
      file: sheet.name,
      file_hash: sheet.hash,
      sheet: sheet.sheet,
      row,
    };
  };
}
