import { dirname } from 'node:path';
import { workerData } from 'node:worker_threads';
import { checkIdentities, type IdentityResult } from '../../../../casework/marts/check-identities.ts';
import type { CaseChoice } from '../../../../casework/marts/choice.ts';
import { buildLedgerMarts } from '../../../../casework/marts/ledger-marts.ts';
import { firstOpenedOn } from '../../../../casework/reads/cases/casebook.ts';
import { lastFigureSeq } from '../../../../casework/reads/figure-seq.ts';
import { lastBookedOn } from '../../../../casework/reads/money/statement-lines.ts';
import { writeNarrative } from '../../../../reports/manager/narrative.ts';
import type { Paragraph } from '../../../../reports/manager/paragraph.ts';
import { type Ledger, openLedger } from '../../../../storage/ledger/ledger.ts';
import { atOneMoment } from '../../../../storage/ledger/transaction.ts';
import { warehousePath } from '../../../../storage/warehouse/builds.ts';
import { Warehouse } from '../../../../storage/warehouse/database.ts';
import { dayOf } from '../../../../storage/warehouse/day-of.ts';
import { serveOffice, workspaceAt } from '../../../../storage/workspace.ts';
import type { CERTIFICATION_WAYS, OverviewQuery } from '../../../contract/overview.ts';
import { answerQuestions } from '../../asked-thread.ts';
import type { RuleTitles } from './figure-rows.ts';
import type { WishedPeriod } from './period.ts';
import { readFigures } from './read-figures.ts';
import { type RowsRequest, readCaseRows, readCertificationRows } from './read-rows.ts';

export interface MartOrder {
  ledger: string;
  builds: string;
  build: number;
  period: WishedPeriod;
  titles: RuleTitles;
}

export type MartQuestion =
  | { ask: 'state' }
  | { ask: 'figures'; choice: CaseChoice; isNarrowed: boolean; isPartial: boolean }
  | ({ ask: 'rows' } & Omit<RowsRequest, 'titles'>)
  | {
      ask: 'certification';
      year: number;
      half: number;
      way: (typeof CERTIFICATION_WAYS)[number];
      offset: number;
    };

/** What the marts were made of. */
export interface MartState {
  period: { kind: OverviewQuery['period']; from: string; to: string };
  build: number;
  data_as_of: string | null;
  ledger_seq: number;
  /** The last day booked on a statement of the bank. */
  bank_until: string | null;
}

interface Made {
  marts: Warehouse;
  state: MartState;
  identities: IdentityResult[];
  narrative: Paragraph[];
}

async function makeMarts({ ledger: path, builds, build, period }: MartOrder): Promise<Made> {
  const from = period.from ?? (await beginningOf(path, builds, build, period.to));
  const resolved = { kind: period.kind, from, to: period.to };
  const ledger = openLedger(path, { access: 'read' });
  try {
    // a decision written meanwhile must not stand in half of the figures
    const { marts, ledger_seq, bank_until } = await atOneMoment(ledger, async () => {
      const marts = await buildLedgerMarts(ledger, warehousePath(builds, build), resolved);
      return { marts, ledger_seq: lastFigureSeq(ledger, 0), bank_until: lastBookedOn(ledger) };
    });
    const identities = await checkIdentities(marts);
    return {
      marts,
      identities,
      narrative: await writeNarrative(marts),
      state: {
        period: resolved,
        build,
        data_as_of: await dayOf(marts, 'build'),
        ledger_seq,
        bank_until,
      },
    };
  } finally {
    ledger.close();
  }
}

/** The first of January of the year in which the office's data or cases begin. */
async function beginningOf(path: string, builds: string, build: number, to: string): Promise<string> {
  const ledger: Ledger = openLedger(path, { access: 'read' });
  const opened = firstOpenedOn(ledger) ?? to;
  ledger.close();
  const warehouse = await Warehouse.openReadOnly(warehousePath(builds, build));
  const first = await warehouse.first<{ month: number | null }>(
    'select min(certified_month) as month from canonical.certification',
  );
  warehouse.close();
  const years = [opened, to, String(first?.month ?? to)].map((text) => Number(text.slice(0, 4)));
  return `${Math.min(...years)}-01-01`;
}

function answerQuestion(
  { marts, state, identities, narrative }: Made,
  { titles }: MartOrder,
  question: MartQuestion,
): Promise<unknown> {
  switch (question.ask) {
    case 'state':
      return Promise.resolve(state);
    case 'figures':
      return readFigures(marts, { ...question, titles, identities, narrative });
    case 'rows':
      return readCaseRows(marts, { ...question, titles });
    case 'certification':
      return readCertificationRows(marts, question);
  }
}

/**
 * One set of marts in a thread of its own: folding a county's cases takes seconds, and nobody else's request may wait for
 * it.
 */
const order = workerData as MartOrder;
serveOffice(workspaceAt(dirname(order.ledger)));
const made = makeMarts(order);
// one after another: each narrows the same marts to its own cases
let last: Promise<unknown> = made;
answerQuestions<MartQuestion>(
  (question) => {
    const answer = last.catch(() => null).then(async () => answerQuestion(await made, order, question));
    last = answer;
    return answer;
  },
  () => made.then(({ marts }) => marts.close()).catch(() => null),
);
