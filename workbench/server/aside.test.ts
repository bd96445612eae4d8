import { describe, expect, test } from 'vitest';
import { readingBounds } from '../../reading/staging/process-bounds.ts';
import { TestFolder } from '../../tests/support/test-files.ts';
import { aside, asideWithin } from './aside.ts';

const folder = new TestFolder();
const HEAD = '姓名,身份证号码,待遇所属期,实发金额\n';
const roster = (rows: number): string => HEAD + '普美英,532526195001019967,202206,118.00\n'.repeat(rows);

const refusalOf = (reading: Promise<unknown>): Promise<{ code: string; zh: string; en: string }> =>
  reading.then(
    () => expect.fail('the file was read'),
    (error) => error,
  );

describe('a file that is read for a page', () => {
  test('is read in a process of its own, and its rows come back', async () => {
    const path = folder.write('名册.csv', roster(3));
    const rows = await aside('readRowsAt', { path, name: '名册.csv', sheet: '', rows: [2] });
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([[2, '普美英']]);
  });

  test.skipIf(process.platform !== 'linux')(
    'that takes longer or more memory than a night allows it is refused in words, and the next is read',
    async () => {
      const path = folder.write('巨大.csv', roster(1_000_000));
      const wanted = { path, name: '巨大.csv', sheet: '', rows: [1_000_001] };
      const late = await refusalOf(
        asideWithin({ ...readingBounds(0), seconds: 0.001 }, 'readRowsAt', wanted),
      );
      expect(late).toMatchObject({ code: 'file-takes-too-long' });
      expect(late.zh).toContain('巨大.csv');
      expect(late.en).toContain('save it as .xlsx');
      const bounds = { ...readingBounds(0), memoryBytes: 30 * 1024 ** 2 };
      expect(await refusalOf(asideWithin(bounds, 'describeFile', path, '巨大.csv', []))).toMatchObject({
        code: 'file-eats-memory',
      });
      expect(await aside('readRowsAt', wanted)).toHaveLength(1);
    },
  );

  test('that is not there is refused in words', async () => {
    const wanted = { path: `${folder.path}/无.csv`, name: '无.csv', sheet: '', rows: [1] };
    expect(await refusalOf(aside('readRowsAt', wanted))).toMatchObject({ code: 'file-missing' });
  });
});
