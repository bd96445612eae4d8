import { closeSync, openSync, writeSync } from 'node:fs';
import iconv from 'iconv-lite';
import type { WrittenCell } from '../form.ts';
import type { Format, WrittenRow } from '../sheet.ts';

export interface TextFormat {
  delimiter: string;
  encoding: 'utf8' | 'gb18030';
  hasBom: boolean;
}

export const TEXT_FORMATS: Partial<Record<Format, TextFormat>> = {
  csv: { delimiter: ',', encoding: 'utf8', hasBom: false },
  'csv-bom': { delimiter: ',', encoding: 'utf8', hasBom: true },
  'csv-gbk': { delimiter: ',', encoding: 'gb18030', hasBom: false },
  'pipe-gbk': { delimiter: '|', encoding: 'gb18030', hasBom: false },
  'tab-gbk': { delimiter: '\t', encoding: 'gb18030', hasBom: false },
  'tab-xls': { delimiter: '\t', encoding: 'gb18030', hasBom: false },
};

const BLOCK_CHARACTERS = 1 << 20;

/** Writes rows as they come, a block at a time. */
export function writeDelimited(path: string, rows: Iterable<WrittenRow>, format: TextFormat): void {
  const file = openSync(path, 'w');
  try {
    let block = format.hasBom ? '\ufeff' : '';
    const flush = (): void => {
      writeSync(file, format.encoding === 'utf8' ? Buffer.from(block) : iconv.encode(block, format.encoding));
      block = '';
    };
    for (const row of rows) {
      block += row.cells.map((cell) => textOf(cell, format.delimiter)).join(format.delimiter);
      block += '\r\n';
      if (block.length > BLOCK_CHARACTERS) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
}

function textOf(cell: WrittenCell, delimiter: string): string {
  const text = typeof cell === 'object' ? String(cell.v) : String(cell);
  const needsQuotes = text.includes(delimiter) || text.includes('"') || text.includes('\n');
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
