import { judgeGates } from '../casework/rule-gate/gate.ts';
import { type Gate, type Look, notDrawn, readGates, type Verdict } from '../casework/rule-gate/looks.ts';
import { readSetAside, type SetAside } from '../casework/rule-gate/set-aside.ts';
import { rulesOfNight } from '../casework/rule-life/rules-of-night.ts';
import { rulesPart } from '../casework/rule-life/settings.ts';
import { maskName } from '../core/mask.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { readPart } from '../storage/settings.ts';
import type { Workspace } from '../storage/workspace.ts';
import { maskNameIn } from './masker.ts';

/** Asks the published build. */
type Query = <Row>(sql: string) => Promise<Row[]>;

interface StandingFinding {
  finding_key: string;
  finding_id: string;
  rule_id: string;
  township: string | null;
  name: string;
  amount_fen: number | null;
  reason: string;
  evidence_hash: string;
}

interface JudgedGates {
  gates: Gate[];
  looks: ReadonlyMap<string, Look>;
  found: Map<string, StandingFinding>;
  asOf: string;
}

/** Gates as they stand now: by the findings of the published night and what was said of them since. */
async function judgeNow(query: Query, workspace: Workspace, ledger: Ledger): Promise<JudgedGates> {
  const { absence_gate: settings } = readPart(workspace.settings, rulesPart);
  const rows = await query<StandingFinding>(
    `select finding_key, finding_id, rule_id, township, name, amount_fen, reason, evidence_hash
     from result.finding where status <> 'withdrawn'`,
  );
  const [day] = await query<{ as_of: string }>('select cast(as_of as varchar) as as_of from parameter.run');
  const { looks, opened } = readGates(ledger);
  const { live } = rulesOfNight(workspace, ledger);
  return {
    looks,
    gates: settings === undefined ? [] : judgeGates(rows, live, settings, looks, opened),
    found: new Map(rows.map((row) => [row.finding_key, row])),
    asOf: day?.as_of ?? '',
  };
}

/** What was drawn of a rule in a township, names masked, each with what somebody said of it. */
export interface SampledGate extends Omit<Gate, 'sample'> {
  sample: {
    finding_id: string;
    name: string;
    amount_fen: number | null;
    reason: string;
    verdict: Verdict | null;
  }[];
}

/** The gates of one rule, or of all, with what is to be looked at. */
export async function sampledGates(
  query: Query,
  workspace: Workspace,
  ledger: Ledger,
  ruleId: string | null,
): Promise<SampledGate[]> {
  const { gates, looks, found } = await judgeNow(query, workspace, ledger);
  return gates
    .filter(({ rule_id }) => ruleId === null || rule_id === ruleId)
    .map((gate) => ({
      ...gate,
      sample: gate.sample.flatMap((key) => {
        const one = found.get(key);
        if (one === undefined) return [];
        const looked = looks.get(key);
        const verdict = looked?.evidence_hash === one.evidence_hash ? looked.verdict : null;
        const { finding_id, amount_fen } = one;
        const reason = maskNameIn(one.reason, one.name);
        return [{ finding_id, name: maskName(one.name), amount_fen, reason, verdict }];
      }),
    }));
}

/** What is not shown: cleared by a person, or of a rule that may not open cases in its township yet. Names masked. */
export interface Unseen {
  set_aside: Omit<SetAside, 'sample'> & { sample: DrawnAgain[] };
  closed: (Omit<Gate, 'sample'> & { drawn: number; amount_fen: number })[];
}

/** Something cleared that was drawn for a second look; a finding that the published night does not hold cannot be looked at. */
type DrawnAgain = SetAside['sample'][number] & { finding_id: string | null; reason: string };

export async function readUnseen(
  query: Query,
  workspace: Workspace,
  ledger: Ledger,
  draw: number,
): Promise<Unseen> {
  const { gates, found, asOf } = await judgeNow(query, workspace, ledger);
  const money = (gate: Gate): number =>
    [...found.values()]
      .filter(({ rule_id, township }) => rule_id === gate.rule_id && township === gate.township)
      .reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0);
  const again = (one: SetAside['sample'][number]): DrawnAgain => {
    const standing = found.get(one.finding_key);
    const reason = maskNameIn(standing?.reason ?? '', one.name);
    return { ...one, name: maskName(one.name), finding_id: standing?.finding_id ?? null, reason };
  };
  const aside = readSetAside(ledger, 'program', asOf, Math.min(MOST_DRAWN, draw));
  return {
    set_aside: { ...aside, sample: aside.sample.map(again) },
    closed: gates
      .filter(({ is_open }) => !is_open)
      .map(({ sample, ...gate }) => ({
        ...gate,
        drawn: sample.length,
        amount_fen: money({ ...gate, sample }),
      })),
  };
}

const MOST_DRAWN = 1000;

/** A finding that was drawn: of a rule that argues from absence, or of what was set aside; any other is refused. */
export async function drawnFinding(
  query: Query,
  workspace: Workspace,
  ledger: Ledger,
  findingId: string,
): Promise<Omit<Look, 'verdict' | 'reason'>> {
  const { gates, found, asOf } = await judgeNow(query, workspace, ledger);
  const aside = readSetAside(ledger, 'program', asOf, MOST_DRAWN).sample;
  const keys = new Set([
    ...gates.flatMap(({ sample }) => sample),
    ...aside.map(({ finding_key }) => finding_key),
  ]);
  const one = [...found.values()].find(({ finding_id }) => finding_id === findingId);
  if (one === undefined || !keys.has(one.finding_key)) throw notDrawn(findingId);
  const { rule_id, township, finding_key, evidence_hash } = one;
  return { rule_id, township, finding_key, evidence_hash };
}
