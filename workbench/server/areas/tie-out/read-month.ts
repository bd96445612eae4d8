import type { z } from 'zod';
import { findKept, readKept } from '../../../../casework/documents/kept-paper.ts';
import { nameOfUser } from '../../../../casework/reads/users/users.ts';
import { readTieOut, type TieOutDifference } from '../../../../casework/tie-out/read-tie-out.ts';
import { readSheet, sheetHash, sheetSubject } from '../../../../casework/tie-out/sheet.ts';
import { publishedPath } from '../../../../storage/warehouse/builds.ts';
import type { tieOuts } from '../../../contract/tie-out.ts';
import type { Desk } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { notFound } from '../../refused.ts';

/** What the four state of a month, the latest where none is asked for, with its sheet. */
export async function readMonth(
  desk: Desk,
  asked: number | null,
): Promise<z.input<(typeof tieOuts.read)['answer']>> {
  const { ledger, workspace } = desk;
  const { months, tieOut } = await readTieOut(ledger, publishedPath(workspace.builds), asked);
  if (tieOut === null) return { months, tie_out: null, sheet: null };
  const calls = (userId: string): string => nameOfUser(ledger, userId);
  const named = (difference: TieOutDifference): TieOutDifference =>
    difference.explanation === null
      ? difference
      : { ...difference, explanation: { ...difference.explanation, by: calls(difference.explanation.by) } };
  const { prepared, signed } = readSheet(ledger, tieOut.month);
  const now = sheetHash(tieOut);
  return {
    months,
    tie_out: {
      ...tieOut,
      flows: tieOut.flows.map((flow) => ({ ...flow, differences: flow.differences.map(named) })),
      carried: tieOut.carried.map(named),
    },
    sheet: {
      prepared:
        prepared === null
          ? null
          : { by: calls(prepared.by), on: prepared.on, is_current: prepared.sha256 === now },
      signed:
        signed === null
          ? null
          : {
              ...{ by: calls(signed.by), on: signed.on, prepared_by: calls(signed.prepared_by) },
              ...{ document_number: signed.document_number, is_current: signed.sha256 === now },
            },
    },
  };
}

/** The frozen paper of the last signature. */
export function sheetPaper(desk: Desk, month: number, format: 'docx' | 'pdf'): FileAnswer {
  const { signed } = readSheet(desk.ledger, month);
  const number = signed?.document_number ?? '';
  const file = findKept(desk.ledger, sheetSubject(month), number).find((one) => one.format === format);
  if (file === undefined)
    notFound({
      zh: '这个月的对账表还没有签：请先制表，由另一人签字之后才有原件。',
      en: 'No sheet of this month is signed: once it is made and somebody else has signed it, the paper is here.',
    });
  return {
    name: `${number}.${format}`,
    content: new Uint8Array(readKept(desk.office.home, sheetSubject(month), number, file)),
  };
}
