import {
  besideEarlier,
  forgetColumns,
  listOfficeColumns,
  standingColumns,
  teachColumns,
} from '../../../../casework/columns/office-columns.ts';
import type { TaughtColumns } from '../../../../reading/recognition/taught-columns.ts';
import { columns } from '../../../contract/columns.ts';
import type { Desk } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { notFound } from '../../refused.ts';
import { recognise } from '../sources/recognise.ts';
import { listColumns } from './list-columns.ts';
import { tryColumns, tryForgetting } from './try-columns.ts';

export const implementations = [
  implement(columns.list, ({ desk }) => listColumns(desk)),
  implement(columns.try, (asking, { body }) => tryColumns(asking, body)),
  implement(columns.teach, async ({ desk, user, via }, { body }) => {
    const taught = besideEarlier(listOfficeColumns(desk.ledger), await readAnswer(desk, body));
    teachColumns(desk.ledger, desk.office, { user, via }, { ...taught, reason: body.reason });
    return undefined;
  }),
  implement(columns.tryForget, (asking, { params }) => {
    standingColumns(listOfficeColumns(asking.desk.ledger), params.key);
    return tryForgetting(asking, params.key);
  }),
  implement(columns.forget, ({ desk, user, via }, { params, body }) => {
    const { headers } = standingColumns(listOfficeColumns(desk.ledger), params.key);
    forgetColumns(desk.ledger, desk.office, { user, via }, { headers, reason: body.reason });
    return undefined;
  }),
];

interface Answer {
  hash: string;
  sheet: string;
  source: string;
  columns: readonly { header: string; field: string }[];
}

/** What was said of one sheet, for all lists with its headers. */
async function readAnswer(
  desk: Desk,
  { hash, sheet: name, source, columns: said }: Answer,
): Promise<TaughtColumns> {
  const sheet = (await recognise(desk, hash)).sheets.find((one) => one.name === name);
  if (!sheet) notFound({ zh: '文件里没有这个工作表。', en: 'The file has no such sheet.' });
  return {
    source,
    headers: sheet.columns.map(({ header }) => header),
    columns: Object.fromEntries(said.map(({ header, field }) => [header, field])),
    ...(sheet.doubted === null ? {} : { despite: [sheet.doubted] }),
  };
}
