import { type DecidedCase, decidedCases } from '../../casework/history/decided-evidence.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { rulesOfNight } from '../../casework/rule-life/rules-of-night.ts';
import { valueIn } from '../../casework/rule-pack/values-read.ts';
import { claimOf, owedToPerson, wholeOf } from '../../core/claim.ts';
import type { Finding, FindingLine } from '../../core/finding.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { Cause } from '../nights/cause.ts';
import { blameValue, blameVersion, COUNTS_NO_MORE } from '../nights/other-causes.ts';
import { type CountingNow, type FoundNow, findNow } from './find-now.ts';
import { lawCauses } from './law-causes.ts';

export type TouchedHow = 'more' | 'less' | 'owed' | 'none';

/** A decided case that comes out otherwise by the rules, values and texts that count now. */
export interface TouchedCase {
  case_id: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  status: string;
  decided_on: string;
  /** What was fixed and stands; null where no amount was. */
  assessed_fen: number | null;
  /** What the findings claimed for the fund when it was decided, and would claim now; and the same of what is owed to the person. */
  was_fen: number;
  is_fen: number;
  owed_was_fen: number;
  owed_is_fen: number;
  how: TouchedHow;
  findings: TouchedFinding[];
  causes: Cause[];
}

interface TouchedFinding {
  finding_key: string;
  rule_id: string;
  title: string;
  was_fen: number | null;
  is_fen: number | null;
  months: { month: number; was_fen: number; is_fen: number; values: MonthValue[] }[];
}

/** A value that was another in one month. */
interface MonthValue {
  title: string;
  was: (string | number)[];
  is: (string | number)[];
}

export interface TouchedCases {
  as_of: string;
  run: number;
  /** Rules that were asked again, since their text or values are not those of the published night. */
  asked_again: string[];
  decided: number;
  untouched: number;
  cases: TouchedCase[];
}

/**
 * Which decided cases a change of a rate, a text of law or a rule touches: every decided finding is held against what the rules that
 * count now find in the data of the published night. One whose evidence is the same keeps its hash and is not named; what only the
 * data changed is told by each night and is not named either. Nothing is written.
 */
export async function touchedCases(
  workspace: Workspace,
  wish: { changes: readonly { rule: string; change: string }[]; tell: (text: string) => void },
): Promise<TouchedCases> {
  using ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  const decided = decidedCases(ledger);
  const now = await findNow(workspace, rulesOfNight(workspace, ledger).live, wish);
  const cases = decided.flatMap((one) => touched(one, now) ?? []);
  return {
    ...{ as_of: now.as_of, run: now.run, asked_again: [...now.askedAgain] },
    ...{ decided: decided.length, untouched: decided.length - cases.length, cases },
  };
}

function touched(one: DecidedCase, now: FoundNow): TouchedCase | null {
  const { state, findings, on, assessed_fen } = one;
  const known = new Set(findings.map(({ finding_key }) => finding_key));
  const differing = findings.flatMap((was) => {
    const is = now.findings.get(was.finding_key) ?? null;
    if (is?.evidence_hash === was.evidence_hash && is.direction === was.direction) return [];
    const causes = causesOf(was, is, now);
    return causes.length === 0 ? [] : [{ was, is, causes }];
  });
  const come = (now.ofPerson.get(state.person.person_id) ?? [])
    .filter((is) => !known.has(is.finding_key) && !(is.finding_key in state.findings) && now.isNew(is))
    .map((is) => ({ was: null, is, causes: now.turnedBy(is) }));
  const all = [...differing, ...come];
  const law = lawCauses(one, now);
  if (all.length === 0 && law.length === 0) return null;
  const after = [
    ...findings.flatMap((was) => {
      const found = differing.find((other) => other.was === was);
      return found === undefined ? [was] : found.is === null ? [] : [found.is];
    }),
    ...come.map(({ is }) => is),
  ];
  const [was_fen, is_fen] = [wholeOf(claimOf(findings)), wholeOf(claimOf(after))];
  const [owed_was_fen, owed_is_fen] = [wholeOf(owedToPerson(findings)), wholeOf(owedToPerson(after))];
  const causes = [...all.flatMap((each) => each.causes), ...law];
  const { name, resident_id, township } = state.person;
  return {
    ...{
      case_id: state.case_id,
      name,
      resident_id,
      township,
      status: state.status,
      decided_on: on,
      assessed_fen,
    },
    ...{ was_fen, is_fen, owed_was_fen, owed_is_fen },
    how: howOf(is_fen - was_fen, owed_is_fen - owed_was_fen),
    findings: all.map(({ was, is }) => tellFinding(was, is, now)),
    causes: [...new Map(causes.map((cause) => [cause.zh, cause])).values()],
  };
}

function howOf(claimed: number, owed: number): TouchedHow {
  if (claimed > 0) return 'more';
  if (claimed < 0) return 'less';
  return owed === 0 ? 'none' : 'owed';
}

/** Why a decided finding is another now; nothing where only the data changed. */
function causesOf(was: Finding, is: Finding | null, now: FoundNow): Cause[] {
  const counting = now.countingOf(was.rule_id);
  if (counting === null) return [COUNTS_NO_MORE];
  const published = now.published.get(was.finding_key) ?? null;
  const values = valueCauses(was, is, counting);
  const { version } = counting.rule;
  const text = was.rule_version === version ? [] : [blameVersion(was.rule_version, version)];
  // the last night still said what was decided: what turns it is what counts since
  if (published === was.evidence_hash) return now.turnedBy(was);
  const since = is?.evidence_hash === published ? [] : now.turnedBy(was);
  return [...values, ...text, ...since].map((cause) => ({
    ...cause,
    zh: `${cause.zh}（认定以后资料也可能有变）`,
    en: `${cause.en} (the data may have changed since, too)`,
  }));
}

/** The values that the decided finding carries, held against those of now; a finding from before they were kept carries none. */
function valueCauses(was: Finding, is: Finding | null, { values, titles }: CountingNow): Cause[] {
  if (was.values === undefined) return [];
  const fresh = values(is ?? was);
  return [...titles].flatMap(([name, { title, english, type, words }]) => {
    const spans = fresh
      .filter((one) => one.name === name)
      .flatMap(({ from, to, values: now }) => {
        const before =
          was.values?.find((one) => one.name === name && one.from <= to && from <= one.to)?.values ?? [];
        return String(before) === String(now) ? [] : [{ from, to, was: before, is: now }];
      });
    return spans.length === 0 ? [] : [blameValue({ title, english, type, words, spans })];
  });
}

function tellFinding(was: Finding | null, is: Finding | null, now: FoundNow): TouchedFinding {
  const said = is ?? was;
  if (said === null) throw new Error('a finding was there then or is there now');
  const { finding_key, rule_id, title } = said;
  const counting = now.countingOf(rule_id);
  const fresh = counting === null ? [] : counting.values(said);
  const [before, after] = [byMonth(was?.lines ?? []), byMonth(is?.lines ?? [])];
  const months = [...new Set([...before.keys(), ...after.keys()])].sort((one, other) => one - other);
  return {
    ...{ finding_key, rule_id, title, was_fen: was?.amount_fen ?? null, is_fen: is?.amount_fen ?? null },
    months: months
      .map((month) => ({
        month,
        was_fen: before.get(month) ?? 0,
        is_fen: after.get(month) ?? 0,
        values: [...(counting?.titles ?? [])].flatMap(([name, { title: parameter }]): MonthValue[] => {
          const [old, value] = [valueIn(was?.values ?? [], name, month), valueIn(fresh, name, month)];
          return was?.values === undefined || String(old) === String(value)
            ? []
            : [{ title: parameter, was: old, is: value }];
        }),
      }))
      .filter(({ was_fen, is_fen }) => was_fen !== is_fen),
  };
}

function byMonth(lines: readonly FindingLine[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { month, amount_fen } of lines)
    if (month !== null) sums.set(month, (sums.get(month) ?? 0) + (amount_fen ?? 0));
  return sums;
}
