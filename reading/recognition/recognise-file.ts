import type { Refusal } from '../../core/errors.ts';
import { headOf, type RawFile } from '../raw-file.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { unreadable } from '../unreadable.ts';
import type { Layout } from './layout.ts';
import { describeDoubted, describeNeighbour, describeUnrecognised, nearestSources } from './nearest.ts';
import {
  HEAD_ROWS,
  type NearMisses,
  type RecognitionKnowledge,
  recogniseSheet,
  type SheetRecognition,
  type SheetVerdict,
} from './recognise-sheet.ts';
import { describeUnclear } from './unclear-columns.ts';

export type SheetOutcome = { index: number; name: string } & (
  | { status: 'recognised'; recognition: SheetRecognition }
  /** Not read, and said so: hidden, empty, or a cover or note without people in it. */
  | { status: 'ignored'; reason: 'hidden' | 'empty' | 'notes' }
  /** Holds people but is no source that is known: all its rows are refused. */
  | { status: 'refused'; refusal: Refusal }
);

export interface FileRecognition {
  sheets: SheetOutcome[];
  /** The headers of each visible sheet that has any. */
  layouts: Layout[];
  /** Set when no sheet is recognised: the file is refused as a whole. */
  refusal: Refusal | null;
}

type Notes = Extract<SheetVerdict, { reason: 'notes' }>;

function layoutOf(sheet: string, verdict: SheetVerdict, asks: string | null): Layout {
  const { headers, header_row, mapping } = verdict;
  const near =
    verdict.kind === 'recognised'
      ? [verdict.recognition.source]
      : verdict.kind === 'unclear' || verdict.kind === 'doubted'
        ? [verdict.source.source]
        : 'candidates' in verdict
          ? nearestSources(verdict.candidates).map(({ source }) => source)
          : [];
  const doubted = verdict.kind === 'doubted' ? verdict.phrase : null;
  return { sheet, headers, header_row, mapping, asks, doubted, near };
}

/** Refusals that ask a person what the list or its columns are; the others only tell. */
const ASKING: ReadonlySet<string> = new Set(['source-unknown', 'source-ambiguous', 'columns-unclear']);

/** Recognises each visible sheet on its own. */
export async function recogniseFile(
  file: RawFile,
  knowledge: RecognitionKnowledge,
): Promise<FileRecognition> {
  const sheets: SheetOutcome[] = [];
  const layouts: Layout[] = [];
  let nearest: (Notes & { sheet: string }) | null = null;
  for (const sheet of file.sheets) {
    const { index, name } = sheet;
    if (sheet.isHidden) {
      sheets.push({ index, name, status: 'ignored', reason: 'hidden' });
      continue;
    }
    const head = await headOf(sheet, HEAD_ROWS);
    const verdict = recogniseSheet(head, knowledge, { file: file.name, sheet: name });
    const keep = (refusal: Refusal | null): void => {
      const asks = refusal !== null && ASKING.has(refusal.code) ? refusal.code : null;
      layouts.push(layoutOf(name, verdict, asks));
      if (refusal !== null) sheets.push({ index, name, status: 'refused', refusal });
    };
    if (verdict.kind === 'recognised') {
      keep(null);
      sheets.push({ index, name, status: 'recognised', recognition: verdict.recognition });
    } else if (verdict.kind === 'no-table') {
      sheets.push({ index, name, status: 'ignored', reason: verdict.reason });
      if (verdict.reason === 'notes' && verdict.headers.length > (nearest?.headers.length ?? 0))
        nearest = { ...verdict, sheet: name };
    } else if (verdict.kind === 'neighbour') {
      keep(describeNeighbour(file.name, name, verdict.neighbour));
    } else if (verdict.kind === 'doubted') {
      keep(describeDoubted(file.name, name, verdict));
    } else if (verdict.kind === 'unclear') {
      keep(describeUnclear(file.name, name, verdict));
    } else {
      keep(describeUnrecognised(file.name, name, verdict, knowledge.matchers));
    }
  }
  const refusal = fileRefusal(file.name, sheets, nearest, knowledge);
  // a list in which nobody found people is the one that is asked about where there is no other
  if (nearest !== null && refusal !== null && layouts.length === 0)
    layouts.push(layoutOf(nearest.sheet, nearest, refusal.code));
  return { sheets, layouts, refusal };
}

/** The same where a note below all rows of a sheet turned out to doubt them: `doubted` by the number of the sheet. */
export function refuseDoubted(
  file: string,
  { sheets, layouts }: FileRecognition,
  doubted: ReadonlyMap<number, { source: SourceDefinition; phrase: string }>,
): FileRecognition {
  const names = new Map<string, string>();
  const judged = sheets.map((sheet): SheetOutcome => {
    const doubt = doubted.get(sheet.index);
    if (doubt === undefined || sheet.status !== 'recognised') return sheet;
    names.set(sheet.name, doubt.phrase);
    const { index, name } = sheet;
    return { index, name, status: 'refused', refusal: describeDoubted(file, name, doubt) };
  });
  const refused = judged.find((sheet) => sheet.status === 'refused');
  return {
    sheets: judged,
    layouts: layouts.map((layout) => {
      const phrase = names.get(layout.sheet);
      return phrase === undefined ? layout : { ...layout, asks: 'source-ambiguous', doubted: phrase };
    }),
    refusal: judged.some(({ status }) => status === 'recognised') ? null : (refused?.refusal ?? null),
  };
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
  const hidden = sheets.filter((sheet) => sheet.status === 'ignored' && sheet.reason === 'hidden');
  if (hidden.length > 0)
    return unreadable.onlyHidden(
      name,
      hidden.map((sheet) => sheet.name),
    );
  if (nearest === null) return unreadable.noRows(name);
  return describeUnrecognised(name, '', { kind: 'unknown', ...nearest }, knowledge.matchers);
}
