import { copyFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type CellValue, writeXlsxStream } from 'hucre';
import { openRawFile } from '../../reading/open-raw-file.ts';
import { cellsOf } from '../../reading/raw-file.ts';

/** Writes the rows of a text file as a workbook, all cells text; a file that is a workbook already is copied. */
export async function csvToWorkbook(path: string, folder: string): Promise<void> {
  if (!/\.(csv|txt)$/.test(path)) {
    copyFileSync(path, join(folder, basename(path)));
    return;
  }
  const file = await openRawFile(path);
  const [sheet] = file.sheets;
  if (!sheet) return;
  const rows: CellValue[][] = [];
  for await (const batch of sheet.batches()) for (const row of batch) rows.push(cellsOf(row));
  const out = await open(join(folder, `${basename(path).replace(/\.\w+$/, '')}.xlsx`), 'w');
  for await (const piece of writeXlsxStream(rows, { name: 'Sheet1', inlineStrings: false }))
    await out.write(piece);
  await out.close();
}
