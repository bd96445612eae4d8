import { businessDay } from '../../../../casework/business-day.ts';
import { type CaseChoice, choiceWithin } from '../../../../casework/marts/choice.ts';
import { sha256Hex } from '../../../../core/hash.ts';
import {
  overview as contract,
  type Overview,
  type OverviewQuery,
  type RowsQuery,
} from '../../../contract/overview.ts';
import { aside } from '../../aside.ts';
import type { Asking } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { keeperOf } from './mart-keeper.ts';
import { periodOf, type WishedPeriod } from './period.ts';
import type { OverviewFigures } from './read-figures.ts';

export const implementations = [
  implement(contract.read, async (asking, { query }): Promise<Overview> => {
    const { choice, isNarrowed, isPartial } = scopeOf(asking, query);
    const period = periodAt(asking, query);
    const { thread, answer, is_updating } = await keeperOf(asking.desk).ask<OverviewFigures>(period, {
      ask: 'figures',
      choice,
      isNarrowed,
      isPartial,
    });
    return { ...thread.state, ...answer, made_at: thread.made_at, is_updating };
  }),
  implement(contract.rows, async (asking, { query }) => {
    const { choice } = scopeOf(asking, query);
    look(asking, `overview ${query.figure}`, query);
    const { figure, month = null, offset } = query;
    const kept = await keeperOf(asking.desk).ask<never>(periodAt(asking, query), {
      ask: 'rows',
      figure,
      choice,
      month,
      offset,
    });
    return kept.answer;
  }),
  implement(contract.certification, async (asking, { query }) => {
    look(asking, 'overview certification', query);
    const { year, half, way, offset } = query;
    const kept = await keeperOf(asking.desk).ask<never>(periodAt(asking, query), {
      ask: 'certification',
      year,
      half,
      way,
      offset,
    });
    return kept.answer;
  }),
  implement(contract.export, async (asking, { body }) => {
    const { desk } = asking;
    const period = periodAt(asking, body);
    const from = period.from ?? (await beginningOf(asking, period));
    const content = await aside('recoveryWorkbook', desk.workspace.home, from, period.to);
    asking.letOut({
      kind: 'DataExported',
      subject: 'recovery-summary',
      detail: { from, to: period.to, format: 'xlsx', sha256: sha256Hex(content) },
    });
    return { name: `追缴汇总-${from}至${period.to}.xlsx`, content };
  }),
];

async function beginningOf({ desk }: Asking, period: WishedPeriod): Promise<string> {
  const question = { ask: 'figures', choice: {}, isNarrowed: false, isPartial: false } as const;
  const { thread } = await keeperOf(desk).ask(period, question);
  return thread.state.period.from;
}

function periodAt({ desk }: Asking, wish: Pick<OverviewQuery, 'period' | 'from' | 'to'>): WishedPeriod {
  return periodOf(wish, businessDay(desk.office.now()));
}

type Wished = Partial<Pick<RowsQuery, 'source' | 'batch' | 'township' | 'rule' | 'age' | 'strength'>>;

/** The cases that were chosen among those the person may see. */
function scopeOf(
  { user }: Asking,
  { source, batch, township, rule, age, strength }: Wished,
): { choice: CaseChoice; isNarrowed: boolean; isPartial: boolean } {
  const lists = { source, batch, township, rule };
  const wished = Object.entries({ ...lists, age: age && [age], strength: strength && [strength] });
  // a filter without a value is none
  const choice: CaseChoice = Object.fromEntries(wished.filter(([, values]) => values && values.length > 0));
  const isNarrowed = Object.keys(lists).some((name) => name in choice);
  return { ...choiceWithin(user, choice), isNarrowed };
}

function look(asking: Asking, subject: string, query: object): void {
  const detail = Object.fromEntries(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value as string | number)]),
  );
  asking.letOut({ kind: 'ListRead', subject, detail });
}
