import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Zip } from 'easy-template-x';
import { Refusal } from '../../../core/errors.ts';
import { decodeWhole } from '../../../core/text-encoding.ts';
import { openRawFile } from '../../../reading/open-raw-file.ts';

/** The paragraphs of a report as text: of a Word file its paragraphs and table rows, of a workbook its rows. */
export async function readReport(file: string): Promise<string[]> {
  const paragraphs = await READERS[kindOf(file)](file);
  return paragraphs.map((text) => text.normalize('NFKC').trim()).filter((text) => text !== '');
}

/** Whether a file is a report to be read, and not a list of claims. */
export function isReport(file: string): boolean {
  return !/\.(ya?ml|json)$/i.test(file);
}

type Kind = 'docx' | 'workbook' | 'txt';

function kindOf(file: string): Kind {
  const ending = extname(file).toLowerCase();
  if (ending === '.docx') return 'docx';
  if (['.xlsx', '.xls', '.xlsb', '.ods', '.csv'].includes(ending)) return 'workbook';
  if (['.txt', '.md', ''].includes(ending)) return 'txt';
  throw new Refusal(
    'report-format',
    `读不了“${basename(file)}”：可以核对 .docx、.xlsx、.xls、.csv 和 .txt。PDF 和 .doc 请先另存为其中一种。`,
    `"${basename(file)}" cannot be read: .docx, .xlsx, .xls, .csv and .txt can be checked. Save a PDF or .doc as one of them first.`,
  );
}

const READERS: Readonly<Record<Kind, (file: string) => Promise<string[]>>> = {
  txt: async (file) => readTxt(file).split(/\r?\n/),
  docx: readDocx,
  workbook: readWorkbook,
};

function readTxt(file: string): string {
  const text = decodeWhole(readBytes(file));
  if (text !== null) return text;
  throw unreadable(file);
}

async function readDocx(file: string): Promise<string[]> {
  try {
    const zip = await Zip.load(readBytes(file));
    const xml = await zip.getFile('word/document.xml').getContentText();
    return [...xml.matchAll(/<w:(p|tr)[ >].*?<\/w:\1>/gs)].map(([block]) => textOf(block));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable(file);
  }
}

/** Cells of a row stand apart; runs of a paragraph do not. */
function textOf(block: string): string {
  return block
    .replaceAll('</w:tc>', '\t')
    .replace(/<w:(?:br|tab)\/>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

async function readWorkbook(file: string): Promise<string[]> {
  const raw = await openRawFile(file);
  const rows: string[] = [];
  for (const sheet of raw.sheets) {
    for await (const batch of sheet.batches()) for (const { joined } of batch) rows.push(joined);
  }
  return rows;
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
