import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TestFolder, zipOf } from '../../tests/support/test-files.ts';
import type { Mapping } from '../recognition/mapping.ts';
import { prepareKnowledge } from '../recognition/recognise-sheet.ts';
import { loadSources } from '../sources/load-sources.ts';
import { stageFile } from './stage-file.ts';

const folder = new TestFolder();
const sources = loadSources();

const HEADER = ['姓名', '身份证号码', '待遇所属期', '实发金额', '旧标准'];
const person = (name: string): string[] => [name, '532526195001019967', '202206', '118.00', '108.00'];

/** A workbook in which style 1 strikes through: of each row the columns that have it. */
function workbook(rows: readonly { cells: readonly string[]; struck?: readonly number[] }[]): Buffer {
  const cell = (text: string, isStruck: boolean): string =>
    `<c${isStruck ? ' s="1"' : ''} t="inlineStr"><is>${text.startsWith('<r>') ? text : `<t>${text}</t>`}</is></c>`;
  const sheet = rows.map(
    ({ cells, struck = [] }) =>
      `<row>${cells.map((text, index) => cell(text, struck.includes(index))).join('')}</row>`,
  );
  const relation = (id: string, kind: string): string =>
    `<Relationship Id="${id}" Type="x/${kind}" Target="${kind}.xml"/>`;
  return zipOf({
    'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet')}${relation('r2', 'styles')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet><fonts><font><strike val="0"/></font><font><b/><strike/></font></fonts>' +
      '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>',
    'xl/worksheet.xml': `<worksheet><sheetData>${sheet.join('')}</sheetData></worksheet>`,
  });
}

async function refusedOf(rows: Parameters<typeof workbook>[0], mappings: readonly Mapping[] = []) {
  const name = '待遇发放花名册.xlsx';
  const into = join(folder.path, 'staged');
  mkdirSync(into, { recursive: true });
  const path = folder.write(name, workbook(rows));
  const known = {
    knowledge: prepareKnowledge(sources, mappings),
    sources: new Map(sources.map((one) => [one.source, one])),
  };
  const { counts } = await stageFile({ path, name, ...known }, into);
  return [counts.used, counts.refused];
}

test('a row that is struck through is refused, and the others are read', async () => {
  const rows = [
    { cells: HEADER },
    { cells: person('普美英') },
    { cells: person('李云'), struck: [0, 1, 2, 3, 4] },
  ];
  expect(await refusedOf(rows)).toEqual([1, 1]);
  // the sum alone: another may stand in a remark
  expect(await refusedOf(rows.with(2, { cells: person('李云'), struck: [3] }))).toEqual([1, 1]);
});

test('a sum of which a part is struck through is no sum', async () => {
  const part = (properties: string, text: string): string => `<r><rPr>${properties}</rPr><t>${text}</t></r>`;
  const corrected = `${part('<strike/>', '118')}${part('<b/>', '113.00')}`;
  const rows = [{ cells: HEADER }, { cells: person('普美英') }, { cells: person('李云').with(3, corrected) }];
  expect(await refusedOf(rows)).toEqual([1, 1]);
  expect(
    await refusedOf(rows.with(2, { cells: person('李云').with(3, part('<strike val="0"/>', '118.00')) })),
  ).toEqual([2, 0]);
});

test('what is struck through in a column that nobody reads says nothing of the row', async () => {
  expect(
    await refusedOf([
      { cells: HEADER, struck: [4] },
      { cells: person('普美英'), struck: [4] },
    ]),
  ).toEqual([1, 0]);
});

test('where somebody has said that struck rows of such a list count, they do', async () => {
  const said: Mapping = {
    source: 'payout-roster',
    match: { headers: ['旧标准'] },
    columns: {},
    despite: ['删除线'],
    by: 'mapping.yaml',
  };
  expect(await refusedOf([{ cells: HEADER }, { cells: person('李云'), struck: [0, 1] }], [said])).toEqual([
    1, 0,
  ]);
});
