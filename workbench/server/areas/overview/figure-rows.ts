import type { ReadMart } from '../../../../casework/marts/choice.ts';
import type { FigureName, Group, Overview, Precision } from '../../../contract/overview.ts';

/** How the rows of the marts stand on the page. */

interface Words {
  zh: string;
  en: string;
}

/** What rules are called in both languages. */
export type RuleTitles = ReadonlyMap<string, Words>;

export interface RuleName {
  rule_id: string;
  rule_title: string;
}

export function ruleWords(titles: RuleTitles, { rule_id, rule_title }: RuleName): Words {
  return titles.get(rule_id) ?? both(rule_title);
}

/** Names that stay as they are in both languages. */
export function both(text: string): Words {
  return { zh: text, en: text };
}

export interface GroupRow {
  assessed_cases: number;
  assessed_people: number;
  opening_fen: number;
  assessed_in_period_fen: number;
  repaid_in_period_fen: number;
  other_in_period_fen: number;
  owed_fen: number;
  refund_due_fen: number;
}

/** A line of the table by groups; null where no case stands in the group. */
export function groupOf(key: string, title: Words, row: GroupRow | null): Group {
  return {
    key,
    title,
    cases: row?.assessed_cases ?? 0,
    people: row?.assessed_people ?? 0,
    opening_fen: row?.opening_fen ?? 0,
    assessed_fen: row?.assessed_in_period_fen ?? 0,
    repaid_fen: row?.repaid_in_period_fen ?? 0,
    other_fen: row?.other_in_period_fen ?? 0,
    outstanding_fen: row?.owed_fen ?? 0,
    refund_due_fen: row?.refund_due_fen ?? 0,
  };
}

/** One line for each township of the county, also where nothing was found, then those of which nobody draws a benefit. */
export function townshipFigures(
  places: readonly string[],
  rows: readonly (GroupRow & { township: string })[],
): Group[] {
  const found = new Map(rows.map((row) => [row.township, row]));
  const names = [...places, ...[...found.keys()].filter((name) => !places.includes(name))];
  return names.map((name) => groupOf(name, both(name), found.get(name) ?? null));
}

type Batch = Overview['batches'][number];

export type BatchFigures = Omit<Batch, keyof Group> & GroupRow & { batch_id: string | null; title: string };

export function batchOf(row: BatchFigures): Batch {
  const { received_on, items, verified, substantiated, unfounded, unverifiable } = row;
  return {
    ...groupOf(row.batch_id ?? 'none', both(row.title), row),
    ...{ received_on, items, verified, substantiated, unfounded, unverifiable },
  };
}

export function monthFigures(row: Overview['months'][number]): Overview['months'][number] {
  const { month, assessed_fen, recovered_fen, written_off_fen, assessed_cases, recovered_cases } = row;
  return { month, assessed_fen, recovered_fen, written_off_fen, assessed_cases, recovered_cases };
}

type Outcome = Overview['outcomes'][number];

export type OutcomeRow = Omit<Outcome, 'source' | 'found'> & {
  place: number;
  kind: Outcome['source'];
  cases: number;
};

/** What became of what one source brought. The two that every office has stand there also when they brought nothing. */
export function outcomesOf(rows: readonly OutcomeRow[]): Outcome[] {
  return rows
    .filter(({ place, cases, named_people }) => place <= 2 || cases > 0 || named_people > 0)
    .map(({ kind, cases, people, named_people, ...row }) => {
      const { substantiated, unfounded, unverifiable, revoked, undecided } = row;
      return {
        ...{ source: kind, found: cases, people, named_people },
        ...{ substantiated, unfounded, unverifiable, revoked, undecided },
      };
    });
}

export interface PrecisionRow {
  decided: number;
  substantiated: number;
  precision_ratio: number | null;
  low_ratio: number | null;
  high_ratio: number | null;
}

export function precisionOfRow(key: string, title: Words, row: PrecisionRow): Precision {
  const { decided, substantiated, precision_ratio, low_ratio, high_ratio } = row;
  return { key, title, decided, substantiated, ratio: precision_ratio, low: low_ratio, high: high_ratio };
}

/** The rows of a fixed list, in its order, each by its key; null where the mart has none. */
export function inOrder<Key extends string, Row extends Record<Column, string>, Column extends string, Shown>(
  order: readonly Key[],
  column: Column,
  rows: readonly Row[],
  show: (key: Key, row: Row | null) => Shown,
): Shown[] {
  return order.map((key) => show(key, rows.find((row) => (row[column] as string) === key) ?? null));
}

interface FigureRow {
  figure: FigureName;
  cases: number;
  people: number;
  amount_fen: number;
}

/** The equation over the period and how many cases stand behind each figure of the page. */
export async function readEquation(
  read: ReadMart,
  figures: readonly FigureName[],
): Promise<Pick<Overview, 'equation' | 'counts' | 'overdue_fen' | 'refund_due_fen'>> {
  const rows = new Map((await read<FigureRow>('figure', 'figure')).map((row) => [row.figure, row]));
  const fen = (figure: FigureName): number => rows.get(figure)?.amount_fen ?? 0;
  return {
    equation: {
      opening_fen: fen('opening'),
      assessed_fen: fen('assessed'),
      repaid_fen: fen('repaid'),
      offset_fen: fen('offset'),
      written_off_fen: fen('written-off'),
      refunded_fen: fen('refunded'),
      outstanding_fen: fen('outstanding'),
    },
    overdue_fen: fen('overdue'),
    refund_due_fen: fen('over-repaid'),
    counts: Object.fromEntries(
      figures.map((figure) => {
        const { cases = 0, people = 0 } = rows.get(figure) ?? {};
        return [figure, { cases, people }];
      }),
    ) as Overview['counts'],
  };
}

interface CertificationRow {
  year: number;
  half: number;
  window_month: number;
  way: string;
  is_certified: boolean;
  people: number;
  due_people: number;
}

/** Each window, the latest first: of those who were due, who certified, whose benefit stopped, and who is still paid. */
export function windowsOf(rows: readonly CertificationRow[]): Overview['certification'] {
  const people = (ways: readonly CertificationRow[]): number =>
    ways.reduce((sum, { people: some }) => sum + some, 0);
  return [...Map.groupBy(rows, ({ window_month }) => window_month)]
    .sort(([one], [other]) => other - one)
    .map(([window_month, ways]) => ({
      year: ways[0]?.year ?? 0,
      half: ways[0]?.half ?? 0,
      window_month,
      due: ways[0]?.due_people ?? 0,
      certified: people(ways.filter(({ is_certified }) => is_certified)),
      stopped: people(ways.filter(({ way }) => way === 'stopped')),
      unstopped: people(ways.filter(({ way }) => way === 'unstopped')),
    }));
}
