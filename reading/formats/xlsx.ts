import type { Limits } from '../limits.ts';
import type { MergedCells, RawSheet } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { openDocumentSheets } from './open-document.ts';
import { binaryWorkbookSheets } from './xlsb.ts';
import { readXlsxRows } from './xlsx-rows.ts';
import {
  readSharedStrings,
  readWorkbookParts,
  type SharedStrings,
  type WorkbookParts,
} from './xlsx-workbook.ts';
import { plainMarkup, withoutPrefix } from './xml-text.ts';
import { ZipDirectory } from './zip-directory.ts';

/** The sheets of anything that is packed as a zip: xlsx, and as far as libraries read them xlsb and ods. */
export async function openZipped(
  path: string,
  name: string,
  limits: Limits,
): Promise<{ format: 'xlsx' | 'ods'; sheets: RawSheet[] }> {
  const zip = await ZipDirectory.open(path, name, limits);
  const binary = zip.find(/(?:^|\/)workbook\.bin$/i);
  if (binary !== null)
    return { format: 'xlsx', sheets: await binaryWorkbookSheets(zip, binary, name, limits) };
  if (zip.has('content.xml')) return { format: 'ods', sheets: await openDocumentSheets(zip, name, limits) };
  const parts = await readWorkbookParts(zip, name);
  if (parts === null)
    throw zip.has('word/document.xml') ? unreadable.notATable(name, 'Word') : unreadable.archive(name, 'zip');
  if (parts.sheets.length === 0) throw unreadable.noRows(name);
  return { format: 'xlsx', sheets: sheetsOf(zip, parts, name, limits) };
}

function sheetsOf(zip: ZipDirectory, parts: WorkbookParts, name: string, limits: Limits): RawSheet[] {
  let sharedStrings: Promise<SharedStrings> | null = null;
  const strings = (): Promise<SharedStrings> => {
    sharedStrings ??= parts.sharedStringsPart
      ? readSharedStrings(
          withoutPrefix(plainMarkup(zip.text(parts.sharedStringsPart))),
          name,
          limits.cellCharacters + 1,
        )
      : Promise.resolve({ strings: [], struck: new Set<number>() });
    return sharedStrings;
  };
  return parts.sheets.map((sheet, index) => {
    const merges: MergedCells[] = [];
    return {
      index,
      name: sheet.name,
      isHidden: sheet.isHidden,
      countsFrom1904: parts.is1904,
      merges: () => merges,
      async *batches() {
        merges.length = 0;
        const context = {
          name,
          limits,
          shared: await strings(),
          formats: parts.formats,
          is1904: parts.is1904,
          merges,
        };
        yield* readXlsxRows(withoutPrefix(plainMarkup(zip.text(sheet.part))), context);
      },
    };
  });
}
