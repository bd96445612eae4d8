import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../core/errors.ts';
import { checkDigit } from '../../../core/resident-id/index.ts';
import { recogniseColumns } from './columns.ts';
import { compareLists } from './compare-lists.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compare-'));
});
afterEach(() => rm(folder, { recursive: true }));

const ID = `53252619480312072${checkDigit('53252619480312072')}`;
const OTHER = `53252619510203004${checkDigit('53252619510203004')}`;

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('two lists of a clerk', () => {
  it('in Chinese and in English, in GBK and as a workbook, are linked row by row', async () => {
    const left = await file(
      'roster.csv',
      iconv.encode(
        `2022年发放名册\n序号,姓名,身份证号码,乡镇\n1,王秀英,${ID},西三镇\n2,昂月娥,${OTHER},虹溪镇\n合计,2人,,\n`,
        'gbk',
      ),
    );
    const workbook = await writeXlsx({
      sheets: [
        {
          name: 'deaths',
          rows: [
            ['death_id', 'name', 'id_number'],
            ['D1', '王秀英', ID.replace('0312', '0812')],
            ['D2', '赵明', ''],
          ],
        },
      ],
    });
    const right = await file('deaths.xlsx', Buffer.from(workbook));
    const out = join(folder, 'pairs.csv');
    const report = await compareLists({
      left,
      right,
      leftKey: '序号',
      rightKey: 'death_id',
      out,
      format: 'csv',
    });
    expect(report).toMatchObject({
      left: { rows: 2, ignored: 1 },
      right: { rows: 2 },
      pairs: { confirmed: 1 },
      unlinked_left: 1,
      unlinked_right: 1,
    });
    const [, line = ''] = (await readFile(out, 'utf8')).split('\n');
    expect(line).toContain('3,2,1,D1,confirmed,D2,');
    expect(line).toContain('身份证号相差一处（第12位 3→8）；姓名相同');
    expect(await readFile(report.out_unlinked, 'utf8')).toContain('left,4,2,昂月娥');
  });

  it('are written as a workbook with the unlinked rows on a second sheet', async () => {
    const left = await file('a.csv', `name,id_number\n王秀英,${ID}\n李四,\n`);
    const right = await file('b.csv', `姓名,身份证号\n王秀英,${ID}\n`);
    const out = join(folder, 'pairs.xlsx');
    await compareLists({ left, right, out, format: 'xlsx' });
    const { sheets } = await readXlsx(await readFile(out));
    expect(sheets.length).toBe(2);
    expect(sheets[0]?.rows[1]).toContain('confirmed');
    expect(sheets[0]?.rows[1]).toContain(ID);
    expect(sheets[1]?.rows[1]).toContain('李四');
  });

  it('without a header are refused, and so is a key column that is not there', async () => {
    const good = await file('good.csv', `姓名,身份证号\n王秀英,${ID}\n`);
    const bare = await file('bare.csv', `王秀英,${ID}\n`);
    const out = join(folder, 'pairs.csv');
    await expect(compareLists({ left: bare, right: good, out, format: 'csv' })).rejects.toThrow(Refusal);
    await expect(
      compareLists({ left: good, right: good, leftKey: '编号', out, format: 'csv' }),
    ).rejects.toThrow('姓名、身份证号');
  });

  it('of which one holds nobody are refused', async () => {
    const good = await file('good.csv', `姓名,身份证号\n王秀英,${ID}\n`);
    const empty = await file('empty.csv', '姓名,身份证号\n');
    await expect(
      compareLists({ left: good, right: empty, out: join(folder, 'o.csv'), format: 'csv' }),
    ).rejects.toThrow(Refusal);
  });
});

describe('the columns of a list', () => {
  it('are known by the headers offices use, and never taken from another person', () => {
    const columns = recogniseColumns([
      '户主姓名',
      '配偶身份证号',
      '死者姓名',
      '死者身份证号（18位）',
      '家庭住址',
      '领取人银行账号',
    ]);
    expect(Object.fromEntries(columns)).toEqual({ name: 2, id_raw: 3, address: 4, account: 5 });
  });
});
