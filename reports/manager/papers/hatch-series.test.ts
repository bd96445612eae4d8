import { Zip } from 'easy-template-x';
import { readXlsx } from 'hucre';
import { expect, test } from 'vitest';
import type { Summary } from '../summary.ts';
import { summaryWorkbook } from './workbook.ts';

const SUMMARY: Summary = {
  office: '测试经办机构',
  title: '2022年',
  period: { from: '2022-01-01', to: '2022-12-31' },
  build: 1,
  data_as_of: '2022-12-31',
  made_on: '2023-01-10',
  paragraphs: [],
  identities: [],
  sections: [
    {
      id: 'by_township',
      title: '按乡镇',
      note: '',
      columns: [
        { name: 'township', header: '乡镇', kind: 'text' },
        { name: 'recovered_fen', header: '累计追回(元)', kind: 'money' },
        { name: 'outstanding_fen', header: '未收回(元)', kind: 'money' },
      ],
      rows: [['竹园镇', 10_000, 20_000]],
      total: null,
      chart: {
        shape: 'bar',
        title: '各乡镇追回与未收回',
        unit: '元',
        category: 'township',
        series: [
          { column: 'recovered_fen', title: '累计追回', tone: 'recovered' },
          { column: 'outstanding_fen', title: '未收回', tone: 'owed' },
        ],
      },
    },
  ],
};

test('in the workbook’s charts what is out is hatched and what came in is solid', async () => {
  const workbook = Buffer.from(await summaryWorkbook(SUMMARY));
  const zip = await Zip.load(workbook);
  const chart = await zip.getFile('xl/charts/chart1.xml').getContentText();
  const [recovered, owed] = [...chart.matchAll(/<c:ser>.*?<\/c:ser>/gs)].map(([series]) => series);
  expect(recovered).toContain('累计追回');
  expect(recovered).not.toContain('pattFill');
  expect(owed).toContain('未收回');
  expect(owed).toContain('<a:pattFill prst="wdUpDiag">');
  const book = await readXlsx(workbook);
  expect(book.sheets.map(({ name }) => name)).toEqual(['文字说明', '按乡镇', '勾稽关系']);
});
