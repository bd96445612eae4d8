import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { TemplateHandler } from 'easy-template-x';
import { readXlsx } from 'hucre';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSummary } from '../../reports/manager/make-summary.ts';
import { type PublishedSummary, publishSummary } from '../../reports/manager/publish-summary.ts';
import { proposeClaims } from '../../reports/manager/report-check/propose-claims.ts';
import { readReport } from '../../reports/manager/report-check/read-report.ts';
import type { Summary } from '../../reports/manager/summary.ts';
import { checkTypedClaims } from '../../reports/manager/typed-figures/check-claims.ts';
import { EXPORT_FORMATS } from '../../reports/tables/export-table.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { SyntheticOffice } from './synthetic-office.ts';

const GOLDEN = join(import.meta.dirname, 'golden-narrative.txt');
const office = new SyntheticOffice();
const out = mkdtempSync(join(tmpdir(), 'hedui-papers-'));
let summary: Summary;
let published: PublishedSummary;

beforeAll(async () => {
  await office.open();
  await makeSummary(office.ledger, office.request(), async (made, marts) => {
    summary = made;
    const formats = [...EXPORT_FORMATS];
    published = await publishSummary(made, marts, out, { formats, csv_encoding: 'utf-8' });
  });
}, 120_000);

afterAll(() => {
  office.close();
  rmSync(out, { recursive: true, force: true });
});

const paper = (ending: string): string => published.papers.find((path) => path.endsWith(ending)) ?? '';

describe('the narrative', () => {
  test('reads as it was last read and found good', () => {
    const text = summary.paragraphs
      .map((paragraph) => `${paragraph.heading}\n${paragraph.text}\n`)
      .join('\n');
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  test('stands in the Word document, with every tag filled', async () => {
    const file = readFileSync(paper('.docx'));
    const text = await new TemplateHandler().getText(file);
    expect(text).toContain('共追缴7人0.13万元，其中：核实上级下发数据2批次3人，追回3人0.09万元');
    expect(await new TemplateHandler().parseTags(file)).toEqual([]);
  });
});

describe('the workbook', () => {
  test('adds up by its own check, with amounts written off and people counted once', async () => {
    const proposed = proposeClaims(await readReport(paper('.xlsx')));
    const claims = proposed.filter(({ doubt }) => doubt === undefined).map(({ claim }) => claim);
    expect(claims.length).toBeGreaterThan(50);
    expect(checkTypedClaims(claims).differences).toEqual([]);
  });

  test('holds every table, its total in yuan and a native chart where there is one', async () => {
    const book = await readXlsx(readFileSync(paper('.xlsx')));
    for (const section of summary.sections) {
      const sheet = book.sheets.find(({ name }) => name === section.title);
      expect(sheet, section.title).toBeDefined();
      const hasChart = section.chart !== null && section.rows.length > 0;
      expect(sheet?.charts?.length ?? 0, section.title).toBe(hasChart ? 1 : 0);
    }
    const ages = book.sheets.find(({ name }) => name === '按账龄');
    expect(ages?.rows.find(([title]) => title === '合计')?.at(3)).toBe(590);
  });
});

describe('the page', () => {
  const page = (): string => readFileSync(paper('.html'), 'utf8');

  test('is one file that asks for nothing from outside', () => {
    expect(page()).not.toMatch(/<script|<link|<img|@import|url\((?!#)|src=/i);
    expect(page()).toContain("default-src 'none'");
  });

  test('draws what is out hatched and what came in solid, with unit, source and day of the data', () => {
    expect(page()).toContain('<pattern id="hatch-by_age"');
    expect(page()).toContain('fill="url(#hatch-by_age)"');
    expect(page()).toContain('单位:元');
    expect(page()).toContain('数据截至 2023-01-31');
  });

  test('names fonts of Windows, Kylin and plain Linux', () => {
    for (const font of ['Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei'])
      expect(page()).toContain(font);
  });

  test('shows no name of a person', () => {
    expect(page()).not.toContain('测试p');
  });
});

describe('the tables behind the figures', () => {
  test('are written whole in five formats', async () => {
    expect(published.exports).toHaveLength(summary.sections.length * EXPORT_FORMATS.length);
    for (const { id, path, rows } of published.exports) {
      expect(existsSync(path), path).toBe(true);
      expect(rows, id).toBe(summary.sections.find((section) => section.id === id)?.rows.length);
    }
  });

  test('say the same money in every format', async () => {
    const folder = join(published.folder, '数据表');
    const read = (name: string): Buffer => readFileSync(join(folder, name));
    const fromJson = JSON.parse(read('by_township.json').toString('utf8')) as { owed_fen: number }[];
    const fromArrow = tableFromIPC(read('by_township.arrow'));
    const warehouse = await Warehouse.open(':memory:');
    const fromParquet = await warehouse.first<{ fen: number }>(
      `select sum(owed_fen)::bigint as fen from '${join(folder, 'by_township.parquet')}'`,
    );
    warehouse.close();
    expect(fromJson.reduce((sum, { owed_fen }) => sum + owed_fen, 0)).toBe(59_000);
    expect([...(fromArrow.getChild('owed_fen') ?? [])].reduce((sum, fen) => sum + Number(fen), 0)).toBe(
      59_000,
    );
    expect(fromParquet?.fen).toBe(59_000);
  });

  test('come as UTF-8 with its mark, or as GB18030 where asked for', async () => {
    const csv = readFileSync(join(published.folder, '数据表/by_age.csv'));
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    await makeSummary(office.ledger, office.request('2022-12-01', '2022-12-31'), async (made, marts) => {
      const gb = await publishSummary(made, marts, out, { formats: ['csv'], csv_encoding: 'gb18030' });
      const bytes = readFileSync(join(gb.folder, '数据表/by_age.csv'));
      expect(iconv.decode(bytes, 'gb18030')).toContain('180天以上');
      expect(bytes.toString('utf8')).not.toContain('180天以上');
    });
  });

  test('nothing half written is left beside them', () => {
    expect(readdirSync(out).filter((name) => name.includes('.part'))).toEqual([]);
  });
});
