import type { Direction } from '../../core/finding.ts';
import { STRENGTH_TITLES } from '../../core/finding.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { canonicalTablesIn } from '../rules/case-warehouse.ts';
import { CAUSE_KINDS, type Cause, type CauseKind, told } from './cause.ts';
import { CAME_LATER, evidenceCauses } from './evidence-causes.ts';
import {
  blameAskedOnce,
  blameDay,
  blameNeeds,
  blameText,
  blameValues,
  blameWords,
  otherWords,
} from './other-causes.ts';
import { type DifferingFinding, pairFindings } from './pair-findings.ts';
import { recordCauses, recordsBehind } from './record-causes.ts';
import { type AskedRule, rulesAsked } from './rule-texts.ts';
import { type Factor, settleFactors, type TurnedBy } from './settle-factors.ts';
import { besideBoth, type KeptNight, type TwoNights } from './two-nights.ts';

/** One finding of which two nights say different things, and why. */
export interface Difference {
  finding_key: string;
  finding_id: string;
  rule_id: string;
  title: string;
  kind: DifferingFinding['kind'];
  case_id: string | null;
  person_id: string;
  resident_id: string | null;
  name: string;
  township: string | null;
  village: string | null;
  direction: Direction;
  was_fen: number | null;
  is_fen: number | null;
  /** The sentence of the later night, or of the earlier where the later has none. */
  reason: string;
  causes: Cause[];
}

export interface NightsDifference {
  earlier: { run: number; as_of: string };
  later: { run: number; as_of: string };
  rules: { rule_id: string; title: string; come: number; gone: number; changed: number }[];
  causes: { kind: CauseKind; findings: number }[];
  findings: Difference[];
}

/** What two nights say differently of people, of one rule or of all, each finding with its reasons; nothing is written. */
export function diffNights(
  nights: TwoNights,
  rule: string | null,
  tell: (text: string) => void,
): Promise<NightsDifference> {
  return besideBoth(nights, async (warehouse) => {
    const all = await pairFindings(warehouse);
    const pairs = rule === null ? all : all.filter(({ rule_id }) => rule_id === rule);
    const explained = await explain(warehouse, nights, pairs, tell);
    const findings = pairs.map((pair) => differenceOf(pair, explained.get(pair.finding_key) ?? []));
    return {
      earlier: nameOf(nights.earlier),
      later: nameOf(nights.later),
      rules: [...Map.groupBy(findings, ({ rule_id }) => rule_id)].map(([rule_id, own]) => ({
        ...{ rule_id, title: own[0]?.title ?? rule_id },
        ...{ come: count(own, 'come'), gone: count(own, 'gone'), changed: count(own, 'changed') },
      })),
      causes: CAUSE_KINDS.map((kind) => ({
        kind,
        findings: findings.filter(({ causes }) => causes.some((cause) => cause.kind === kind)).length,
      })).filter((one) => one.findings > 0),
      findings,
    };
  });
}

const nameOf = ({ run, as_of }: KeptNight): { run: number; as_of: string } => ({ run, as_of });

const count = (findings: readonly Difference[], kind: Difference['kind']): number =>
  findings.filter((one) => one.kind === kind).length;

function differenceOf(
  { finding_key, rule_id, kind, was, is }: DifferingFinding,
  causes: Cause[],
): Difference {
  const said = is ?? was;
  if (said === null) throw new Error('a finding stands on at least one of two nights');
  const { finding_id, title, person_id, resident_id, name, township, village, direction, reason } = said;
  return {
    ...{ finding_key, finding_id, rule_id, title, kind, case_id: said.case_id ?? was?.case_id ?? null },
    ...{ person_id, resident_id, name, township, village, direction, reason, causes },
    ...{ was_fen: was?.amount_fen ?? null, is_fen: is?.amount_fen ?? null },
  };
}

async function explain(
  warehouse: Warehouse,
  nights: TwoNights,
  pairs: readonly DifferingFinding[],
  tell: (text: string) => void,
): Promise<Map<string, Cause[]>> {
  const before = await rulesAsked(warehouse, 'earlier');
  const after = await rulesAsked(warehouse, 'later');
  const isOtherDay = nights.earlier.as_of !== nights.later.as_of;
  const causes = new Map<string, Cause[]>();
  const byData: DifferingFinding[] = [];
  const ofRule = Map.groupBy(pairs, ({ rule_id }) => rule_id);
  let done = 0;
  for (const [ruleId, own] of ofRule) {
    done += 1;
    tell(`${done}/${ofRule.size} ${ruleId}`);
    const [earlier, later] = [before.get(ruleId), after.get(ruleId)];
    if (earlier === undefined || later === undefined || isStopped(nights.later, ruleId)) {
      const once = blameAskedOnce(
        ruleId,
        { earlier: earlier !== undefined, later: later !== undefined },
        nights.later,
      );
      for (const { finding_key } of own) causes.set(finding_key, [once]);
      continue;
    }
    const asked = { earlier, later, isOtherDay };
    const settled = await settleFactors(warehouse, asked, own);
    const needs = await blameNeeds(warehouse, asked);
    for (const finding of own) {
      const turned = settled.get(finding.finding_key) ?? { factors: [], isApart: false };
      causes.set(finding.finding_key, [...sayTurned(turned, asked, nights, finding), ...needs]);
      if (turned.factors.includes('data')) byData.push(finding);
    }
  }
  await explainData(warehouse, nights, byData, after, causes);
  return new Map([...causes].map(([key, own]) => [key, told(own.length > 0 ? own : [UNKNOWN])]));
}

const isStopped = ({ record }: KeptNight, ruleId: string): boolean =>
  record.shadow.stopped.some(({ rule_id, was_live }) => rule_id === ruleId && was_live);

const UNKNOWN: Cause = {
  kind: 'unknown',
  zh: '所依据的资料有变，未能归到本人的某一条记录',
  en: 'the data behind it changed; which record of the person did cannot be told',
};

/** Where several may have turned it and nothing tells them apart, each is said, as one that may have. */
function sayTurned(
  { factors, isApart }: TurnedBy,
  { earlier, later }: { earlier: AskedRule; later: AskedRule },
  nights: TwoNights,
  finding: DifferingFinding,
): Cause[] {
  const say: Record<Factor, () => Cause[]> = {
    data: () => [],
    day: () => [blameDay(nights.earlier, nights.later)],
    values: () => blameValues(earlier, later, finding),
    text: () => [blameText(earlier, later)],
  };
  const said = factors.flatMap((factor) => say[factor]());
  if (isApart) return said;
  return said.map(({ kind, zh, en }) => ({ kind, zh: `可能因为${zh}`, en: `perhaps ${en}` }));
}

async function explainData(
  warehouse: Warehouse,
  nights: TwoNights,
  findings: readonly DifferingFinding[],
  rules: ReadonlyMap<string, AskedRule>,
  causes: Map<string, Cause[]>,
): Promise<void> {
  if (findings.length === 0) return;
  const rows = await evidenceCauses(warehouse, nights, findings);
  const people = findings.flatMap(({ was, is }) => [was?.person_id ?? [], is?.person_id ?? []].flat());
  const records = await recordCauses(warehouse, new Set(people));
  const words = await otherWords(warehouse);
  for (const finding of findings) {
    const { finding_key, rule_id, was, is } = finding;
    const behind = recordsBehind(canonicalTablesIn(rules.get(rule_id)?.rule.sql ?? ''));
    const ofPerson = records.get((is ?? was)?.person_id ?? '') ?? new Map<string, Cause[]>();
    const own = [...ofPerson].flatMap(([table, said]) => (behind.has(table) ? said : []));
    // that a list came is told with the record that came in it
    const isNamed = ({ zh }: Cause): boolean =>
      zh.endsWith(CAME_LATER) && own.some((one) => one.zh.includes(zh.slice(0, -CAME_LATER.length)));
    const lists = (rows.get(finding_key) ?? []).filter((one) => !isNamed(one));
    const found = [...own, ...lists, ...blameWords(words, finding), ...sayStrength(finding)];
    const before = causes.get(finding_key) ?? [];
    causes.set(finding_key, [...before, ...(found.length > 0 || before.length > 0 ? found : [UNKNOWN])]);
  }
}

function sayStrength({ was, is }: DifferingFinding): Cause[] {
  if (was === null || is === null || was.match_strength === is.match_strength) return [];
  const [before, after] = [STRENGTH_TITLES[was.match_strength], STRENGTH_TITLES[is.match_strength]];
  return [
    {
      kind: 'link',
      zh: `两边是否同一人：${before.zh} → ${after.zh}`,
      en: `that both sides are one person: ${before.en} → ${after.en}`,
    },
  ];
}
