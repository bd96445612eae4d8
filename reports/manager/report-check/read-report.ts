import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Refusal } from '../../../core/errors.ts';
import { decodeWhole } from '../../../core/text-encoding.ts';
import { openRawFile } from '../../../reading/open-raw-file.ts';
import { cellsOf } from '../../../reading/raw-file.ts';
import { readPdfText } from './read-pdf-text.ts';
import { readWordText } from './read-word-text.ts';
import type { Report } from './report-text.ts';

/** Reads the report itself. Refuses what is not whole, and formats that are not known. */
export async function readReport(file: string): Promise<Report> {
  const { paragraphs, tables } = await READERS[kindOf(file)](file);
  return {
    paragraphs: paragraphs.map((text) => text.normalize('NFKC').trim()).filter((text) => text !== ''),
    tables,
  };
}

/** Whether a file is a report to be read, and not a list of claims. */
export function isReport(file: string): boolean {
  return !/\.(ya?ml|json)$/i.test(file);
}

type Kind = 'docx' | 'workbook' | 'pdf' | 'txt';

function kindOf(file: string): Kind {
  const ending = extname(file).toLowerCase();
  if (ending === '.docx') return 'docx';
  if (ending === '.pdf') return 'pdf';
  if (['.xlsx', '.xls', '.xlsb', '.ods', '.csv'].includes(ending)) return 'workbook';
  if (['.txt', '.md', ''].includes(ending)) return 'txt';
  throw new Refusal(
    'report-format',
    `读不了“${basename(file)}”：可以核对 .docx、.pdf、.xlsx、.xls、.csv 和 .txt。.doc 和 .wps 请先另存为 .docx。`,
    `"${basename(file)}" cannot be read: .docx, .pdf, .xlsx, .xls, .csv and .txt can be checked. Save a .doc or .wps as .docx first.`,
  );
}

const READERS: Readonly<Record<Kind, (file: string) => Promise<Report>>> = {
  txt: async (file) => ({ paragraphs: readTxt(file).split(/\r?\n/), tables: [] }),
  docx: (file) => orUnreadable(file, () => readWordText(readBytes(file))),
  pdf: async (file) => {
    const report = await orUnreadable(file, () => readPdfText(readBytes(file)));
    if (report.paragraphs.length === 0) throw withoutText(file);
    return report;
  },
  workbook: readWorkbook,
};

function readTxt(file: string): string {
  const text = decodeWhole(readBytes(file));
  if (text !== null) return text;
  throw unreadable(file);
}

async function readWorkbook(file: string): Promise<Report> {
  const raw = await openRawFile(file);
  const tables: string[][][] = [];
  for (const sheet of raw.sheets) {
    const rows: string[][] = [];
    for await (const batch of sheet.batches()) for (const row of batch) rows.push(cellsOf(row));
    tables.push(rows);
  }
  return { paragraphs: tables.flat().map((cells) => cells.join('\t')), tables };
}

async function orUnreadable<Read>(file: string, read: () => Promise<Read>): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable(file);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new Refusal(
      'claims-file-missing',
      `读不到文件“${file}”。请检查文件名和权限。`,
      `"${file}" cannot be read. Check its name and rights.`,
    );
  }
}

function unreadable(file: string): Refusal {
  return new Refusal(
    'report-unreadable',
    `“${basename(file)}”不是完整的文件，或者编码不认识。请在 Word、Excel 或者记事本里重新保存后再试。`,
    `"${basename(file)}" is not whole, or its encoding is not known. Save it again and try once more.`,
  );
}

function withoutText(file: string): Refusal {
  return new Refusal(
    'report-without-text',
    `“${basename(file)}”里没有文字，只有图像（扫描件）。请用原来的 Word 文件，或者能复制文字的 PDF。`,
    `"${basename(file)}" holds no text, only pictures (a scan). Use the Word file, or a PDF whose text can be copied.`,
  );
}
