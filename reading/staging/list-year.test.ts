import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { TestFolder } from '../../tests/support/test-files.ts';
import { prepareKnowledge } from '../recognition/recognise-sheet.ts';
import { loadSources } from '../sources/load-sources.ts';
import { stageFile } from './stage-file.ts';

const folder = new TestFolder();

test('a month without a year that would be later than its payment is of no year', async () => {
  const row = (name: string, paidIn: string, month: string): string =>
    [name, '532526195001019967', paidIn, month, '118.00'].join(',');
  const name = '养老金发放-跨年.csv';
  const path = folder.write(
    name,
    [
      '2022年养老金发放花名册,,,,',
      '姓名,身份证号码,发放月份,所属期,实发金额',
      row('普美英', '1月', '12月'),
      row('李云', '2月', '1月'),
      // paid ahead of the Spring Festival
      row('孙强', '1月', '2月'),
      row('李强', '202201', '12月'),
      '',
    ].join('\n'),
  );
  const sources = loadSources();
  const into = join(folder.path, 'staged');
  mkdirSync(into);
  await stageFile(
    {
      path,
      name,
      knowledge: prepareKnowledge(sources),
      sources: new Map(sources.map((source) => [source.source, source])),
    },
    into,
  );
  const engine = await Warehouse.open(':memory:');
  const rows = await engine.rows(
    `select name, case when refused_code is null then month end as month, refused_code as code
     from read_parquet(${quoteText(join(into, 'staged.*.parquet'))}) order by row_no`,
  );
  engine.close();
  expect(rows).toEqual([
    { name: '普美英', month: null, code: 'unreadable:month' },
    { name: '李云', month: 202201, code: null },
    { name: '孙强', month: 202202, code: null },
    { name: '李强', month: null, code: 'unreadable:month' },
  ]);
});
