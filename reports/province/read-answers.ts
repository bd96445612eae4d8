import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type {
  BatchSoFar,
  CountyAnswer,
  HandedDownItem,
  TakenAnswers,
} from '../../casework/province/handed-down.ts';
import { type Headings, readByHeader } from '../../casework/received-table.ts';
import { fenIn } from '../../reading/money-unit.ts';
import { readFirstSheet } from '../../reading/sheet-rows.ts';
import { hashOfFile } from '../../storage/folder-seal.ts';
import { FEEDBACK_HEADINGS } from '../feedback/feedback-columns.ts';
import { brokenRules } from '../feedback/feedback-rules.ts';
import { ITEM_HEADERS, OUTCOME_WORDS } from './batch-table.ts';

const HEADINGS = {
  item_number: [ITEM_HEADERS.item_number],
  batch_id: [ITEM_HEADERS.batch_id],
  suspicion: [ITEM_HEADERS.suspicion],
  name: [ITEM_HEADERS.name],
  resident_id: [ITEM_HEADERS.resident_id],
  outcome: FEEDBACK_HEADINGS.outcome,
  conclusion: FEEDBACK_HEADINGS.conclusion,
  is_alive: FEEDBACK_HEADINGS.is_alive,
  months: FEEDBACK_HEADINGS.months,
  amount: FEEDBACK_HEADINGS.amount,
  recovered: FEEDBACK_HEADINGS.recovered,
  abnormal: FEEDBACK_HEADINGS.abnormal,
  note: FEEDBACK_HEADINGS.note,
  // 死亡日期 is what was told; what the county found stands beside it
  found_died_on: FEEDBACK_HEADINGS.died_on.slice(0, 1),
} satisfies Headings<string>;

type Field = keyof typeof HEADINGS;

interface Row {
  row: number;
  cell: (field: Field) => string;
  /** Of a column of money, in fen. */
  unit: (field: Field) => number;
}

interface ReturnedTable {
  /** What the column 批次 says; the first that says anything. */
  batch: string;
  file: string;
  file_hash: string;
  rows: Row[];
}

export interface ReadAnswers {
  /** What is entered: a row that contradicts itself takes no answer back that holds. */
  taken: TakenAnswers;
  answered: number;
  returned: CountyAnswer[];
  /** Items that nobody has answered yet; of these, those whose rows the table has not. */
  open: number;
  missing: number[];
  /** Rows of no item of the batch. */
  strange: number[];
}

/** Reads a table that came back from a county. Refused where it has not the columns of one. */
export async function readReturnedTable(path: string): Promise<ReturnedTable> {
  const { rows } = await readFirstSheet(path);
  const read = readByHeader(rows, HEADINGS, ['item_number', 'batch_id', 'name', 'outcome']);
  const filled = read.filter(({ cell }) => cell('name') !== '' || cell('item_number') !== '');
  return {
    batch: filled.map(({ cell }) => cell('batch_id')).find((said) => said !== '') ?? '',
    file: basename(path),
    file_hash: hashOfFile(path),
    rows: filled,
  };
}

/** What the county answers, item by item; rows that nobody has filled in yet stay open, rows of no item of the batch are told. */
export function answersIn({ file, file_hash, rows }: ReturnedTable, batch: BatchSoFar): ReadAnswers {
  const itemOf = new Map(batch.items.map((item) => [item.item_number, item]));
  const isOfItem = ({ cell }: Row): boolean =>
    cell('batch_id') === batch.batch_id && itemOf.has(Number(cell('item_number')));
  const byItem = Map.groupBy(rows.filter(isOfItem), ({ cell }) => Number(cell('item_number')));
  const answers = batch.items.flatMap((item) => {
    const filled = (byItem.get(item.item_number) ?? []).filter(({ cell }) => cell('outcome') !== '');
    const [answer, ...others] = filled.map((row) => answerOf(item, row));
    if (answer === undefined) return [];
    const isOnce = others.every((other) => isDeepStrictEqual(other, answer));
    return [isOnce ? answer : { ...answer, mistakes: [...answer.mistakes, TWICE] }];
  });
  const isSound = ({ mistakes }: CountyAnswer): boolean => mistakes.length === 0;
  const holds = (number: number): boolean => {
    const before = batch.answers.get(number);
    return before !== undefined && isSound(before);
  };
  const told = new Set([...batch.answers.keys(), ...answers.map(({ item_number }) => item_number)]);
  const open = batch.items.map(({ item_number }) => item_number).filter((number) => !told.has(number));
  return {
    taken: {
      ...{ batch_id: batch.batch_id, file, file_hash },
      answers: answers.filter((answer) => isSound(answer) || !holds(answer.item_number)),
    },
    answered: answers.filter(isSound).length,
    returned: answers.filter((answer) => !isSound(answer)),
    open: open.length,
    missing: open.filter((number) => !byItem.has(number)),
    strange: rows.filter((row) => !isOfItem(row)).map(({ row }) => row),
  };
}

function answerOf(item: HandedDownItem, { cell, unit }: Row): CountyAnswer {
  const word = cell('outcome').normalize('NFKC').replace(/\s/g, '');
  const outcome = OUTCOME_WORDS[word as keyof typeof OUTCOME_WORDS];
  const amount_fen = fenIn(cell('amount'), unit('amount'));
  const recovered_fen = fenIn(cell('recovered'), unit('recovered'));
  const months = /^\d{1,4}$/.test(cell('months')) ? Number(cell('months')) : null;
  return {
    item_number: item.item_number,
    outcome: outcome ?? 'unverifiable',
    conclusion: cell('conclusion'),
    ...{ months, amount_fen, recovered_fen },
    mistakes: [
      ...(outcome === undefined ? [NO_OUTCOME] : []),
      ...otherThanHandedDown(item, cell),
      ...brokenRules({
        outcome: word,
        conclusion: cell('conclusion'),
        is_alive: cell('is_alive'),
        died_on: cell('found_died_on'),
        abnormal: cell('abnormal'),
        note: cell('note'),
        amount: (amount_fen ?? 0) / 100,
        recovered: (recovered_fen ?? 0) / 100,
      }),
      ...moneyMistakes(item, outcome, {
        amount: cell('amount'),
        recovered: cell('recovered'),
        amount_fen,
        recovered_fen,
      }),
    ],
  };
}

/** Whether the row still speaks of the item: rows are sorted and numbered anew, and one person has several items. */
function otherThanHandedDown(item: HandedDownItem, cell: Row['cell']): { zh: string; en: string }[] {
  const suspicion = cell('suspicion');
  return [
    ...(cell('name') !== item.name || cell('resident_id') !== (item.resident_id ?? '') ? [OTHER_PERSON] : []),
    ...(suspicion !== '' && suspicion !== item.suspicion ? [OTHER_SUSPICION] : []),
  ];
}

const NO_OUTCOME = {
  zh: '是否属实须填 属实、部分属实、不属实 或 无法核实',
  en: 'the outcome is none of the four',
};
const OTHER_PERSON = { zh: '姓名或身份证号与下发的不一致', en: 'name or number is not what was handed down' };
const OTHER_SUSPICION = { zh: '疑点类型与下发的不一致', en: 'the suspicion is not what was handed down' };
const TWICE = { zh: '同一序号填了两行，内容不同', en: 'two rows answer it differently' };

function moneyMistakes(
  item: HandedDownItem,
  outcome: CountyAnswer['outcome'] | undefined,
  said: { amount: string; recovered: string; amount_fen: number | null; recovered_fen: number | null },
): { zh: string; en: string }[] {
  const isOwed = outcome === 'substantiated' || outcome === 'partly';
  const isUnread = (text: string, fen: number | null): boolean => text !== '' && (fen === null || fen < 0);
  return [
    ...(isUnread(said.amount, said.amount_fen) || isUnread(said.recovered, said.recovered_fen)
      ? [{ zh: '金额须为不小于零的数', en: 'an amount is no number, or below nought' }]
      : []),
    ...(isOwed && item.amount_fen !== null && said.amount === ''
      ? [{ zh: '属实的须填违规金额', en: 'substantiated, without an amount' }]
      : []),
    ...(!isOwed && (said.amount_fen ?? 0) > 0
      ? [{ zh: '不属实或无法核实，却填了违规金额', en: 'not substantiated, with an amount' }]
      : []),
  ];
}
