import type { Refusal } from '../../core/errors.ts';
import { headOf, type RawFile } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { describeNeighbour, describeUnrecognised } from './nearest.ts';
import {
  HEAD_ROWS,
  type NearMisses,
  type RecognitionKnowledge,
  recogniseSheet,
  type SheetRecognition,
} from './recognise-sheet.ts';

export type SheetOutcome = { index: number; name: string } & (
  | { status: 'recognised'; recognition: SheetRecognition }
  /** Not read, and said so: hidden, empty, or a cover or note without people in it. */
  | { status: 'ignored'; reason: 'hidden' | 'empty' | 'notes' }
  /** Holds people but is no source that is known: all its rows are refused. */
  | { status: 'refused'; refusal: Refusal }
);

export interface FileRecognition {
  sheets: SheetOutcome[];
  /** Set when no sheet is recognised: the file is refused as a whole. */
  refusal: Refusal | null;
}

/** Recognises each visible sheet on its own. */
export async function recogniseFile(
  file: RawFile,
  knowledge: RecognitionKnowledge,
): Promise<FileRecognition> {
  const sheets: SheetOutcome[] = [];
  let nearest: NearMisses | null = null;
  for (const sheet of file.sheets) {
    const { index, name } = sheet;
    if (sheet.isHidden) {
      sheets.push({ index, name, status: 'ignored', reason: 'hidden' });
      continue;
    }
    const head = await headOf(sheet, HEAD_ROWS);
    const verdict = recogniseSheet(head, knowledge, { file: file.name, sheet: name });
    if (verdict.kind === 'recognised') {
      sheets.push({ index, name, status: 'recognised', recognition: verdict.recognition });
    } else if (verdict.kind === 'no-table') {
      sheets.push({ index, name, status: 'ignored', reason: verdict.reason });
      if (verdict.reason === 'notes' && verdict.headers.length > (nearest?.headers.length ?? 0))
        nearest = verdict;
    } else if (verdict.kind === 'neighbour') {
      sheets.push({
        index,
        name,
        status: 'refused',
        refusal: describeNeighbour(file.name, name, verdict.neighbour),
      });
    } else {
      const refusal = describeUnrecognised(file.name, name, verdict, knowledge.matchers);
      sheets.push({ index, name, status: 'refused', refusal });
    }
  }
  return { sheets, refusal: fileRefusal(file.name, sheets, nearest, knowledge) };
}

function fileRefusal(
  name: string,
  sheets: readonly SheetOutcome[],
  nearest: NearMisses | null,
  knowledge: RecognitionKnowledge,
): Refusal | null {
  if (sheets.some(({ status }) => status === 'recognised')) return null;
  const refused = sheets.find((sheet) => sheet.status === 'refused');
  if (refused) return refused.refusal;
  if (nearest === null) return unreadable.noRows(name);
  return describeUnrecognised(name, '', { kind: 'unknown', ...nearest }, knowledge.matchers);
}
