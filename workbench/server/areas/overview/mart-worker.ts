import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { checkIdentities, type IdentityResult } from '../../../../casework/marts/check-identities.ts';
import type { CaseChoice } from '../../../../casework/marts/choice.ts';
import { buildLedgerMarts } from '../../../../casework/marts/ledger-marts.ts';
import { firstOpenedOn } from '../../../../casework/reads/cases/casebook.ts';
import { lastFigureSeq } from '../../../../casework/reads/figure-seq.ts';
import { lastBookedOn } from '../../../../casework/reads/money/statement-lines.ts';
import { LAST_MESSAGE } from '../../../../core/end-thread.ts';
import { maskFault } from '../../../../core/mask-fault.ts';
import { writeNarrative } from '../../../../reports/manager/narrative.ts';
import type { Paragraph } from '../../../../reports/manager/paragraph.ts';
import { type Ledger, openLedger } from '../../../../storage/ledger/ledger.ts';
import { atOneMoment } from '../../../../storage/ledger/transaction.ts';
import { warehousePath } from '../../../../storage/warehouse/builds.ts';
import { Warehouse } from '../../../../storage/warehouse/database.ts';
import { dayOf } from '../../../../storage/warehouse/day-of.ts';
import { serveOffice, workspaceAt } from '../../../../storage/workspace.ts';
import type { CERTIFICATION_WAYS, OverviewQuery } from '../../../contract/overview.ts';
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
  | { ask: 'figures'; choice: CaseChoice; isNarrowed: boolean; isPartial: boolean }
  | ({ ask: 'rows' } & Omit<RowsRequest, 'titles'>)
  | {
      ask: 'certification';
      year: number;
      half: number;
      way: (typeof CERTIFICATION_WAYS)[number];
      offset: number;
    };

/** What the marts were made of; the first thing the thread says. */
export interface MartState {
  period: { kind: OverviewQuery['period']; from: string; to: string };
  build: number;
  data_as_of: string | null;
  ledger_seq: number;
  /** The last day booked on a statement of the bank. */
  bank_until: string | null;
}

export type MartAnswer = { id: number; answer: unknown } | { id: number; fault: string };

/**
 * One set of marts in a thread of its own: folding a county's cases takes seconds, and nobody else's request may wait for
 * it. It answers questions until it is told to go.
 */
async function serve(order: MartOrder): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this file is started as a thread');
  serveOffice(workspaceAt(dirname(order.ledger)));
  const made = await makeMarts(order);
  port.postMessage(made.state);
  // one after another: each narrows the same marts to its own cases
  let answering = Promise.resolve();
  port.on('message', async (message: (MartQuestion & { id: number }) | typeof LAST_MESSAGE) => {
    if (message === LAST_MESSAGE) {
      await answering;
      made.marts.close();
      port.close();
      return;
    }
    const { id, ...question } = message;
    answering = answering
      .then(() => answerQuestion(made, order, question as MartQuestion))
      .then((answer): MartAnswer => ({ id, answer }))
      .catch((error): MartAnswer => ({ id, fault: maskFault(String((error as Error).stack ?? error)) }))
      .then((answer) => port.postMessage(answer));
  });
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
  { marts, identities, narrative }: Made,
  { titles }: MartOrder,
  question: MartQuestion,
): Promise<unknown> {
  switch (question.ask) {
    case 'figures':
      return readFigures(marts, { ...question, titles, identities, narrative });
    case 'rows':
      return readCaseRows(marts, { ...question, titles });
    case 'certification':
      return readCertificationRows(marts, question);
  }
}

await serve(workerData as MartOrder);
