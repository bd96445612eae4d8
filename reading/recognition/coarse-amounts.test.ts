import { expect, test } from 'vitest';
import { TestFolder } from '../../tests/support/test-files.ts';
import { tryFile } from '../try-file.ts';

const folder = new TestFolder();
const ID = '532526195001019967';

async function sheetOf(header: string, ...amounts: string[]) {
  const rows = amounts.map((amount) => ['普美英', ID, '202302', amount]);
  const file = folder.workbook('养老金发放花名册.xlsx', {
    a: [['姓名', '身份证号', '发放年月', header], ...rows],
  });
  const [sheet] = (await tryFile(file)).sheets;
  return sheet;
}

test('amounts in 万元 none of which reaches the yuan are asked about: nobody is asked for 4,800 that may be 4,750', async () => {
  for (const amounts of [['0.48'], ['1.5', '2'], ['0.012', '0.5']])
    expect(await sheetOf('发放金额（万元）', ...amounts), amounts.join()).toMatchObject({
      status: 'refused',
      refusal: { code: 'columns-unclear' },
    });
});

test('a column that reaches the yuan is read, with the amounts in it whose last zeros are not written', async () => {
  expect(await sheetOf('发放金额（万元）', '0.0118', '0.5')).toMatchObject({ status: 'recognised' });
  expect(await sheetOf('发放金额（千元）', '0.118')).toMatchObject({ status: 'recognised' });
  expect(await sheetOf('发放金额', '118')).toMatchObject({ status: 'recognised' });
});
