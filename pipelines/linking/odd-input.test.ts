import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nameLevel } from '../../core/names/compare.ts';
import type { LinkPair } from '../../explanation/link/waterfall.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { linkTables } from '../../tests/support/link-tables.ts';
import { type Cells, linkLists, withCheckDigit, writeList } from '../../tests/support/test-lists.ts';
import { Linker } from './linker.ts';

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open(':memory:');
});
afterEach(() => warehouse.close());

function link(left: Cells[], right: Cells[], register?: Cells[]): Promise<LinkPair[]> {
  return linkLists(warehouse, left, right, register);
}

const WANG = {
  name: '王秀英',
  id_raw: withCheckDigit('53252619480312072'),
  township: '西三镇',
  village: '花口村委会',
};

describe('bad input', () => {
  it('with one key on fifty thousand rows is capped and reported', async () => {
    await warehouse.run(
      `create table many as select range as row_id, '李秀英' as name, '1900-01-01' as birth_raw, '西三镇' as township from range(50000)`,
    );
    await writeList(warehouse, 'few', [{ name: '李秀英', birth_raw: '1900-01-01', township: '西三镇' }]);
    const report = await linkTables(warehouse, { left: 'many', right: 'few' });
    expect(report.capped_blocks.length).toBeGreaterThan(0);
    expect(report.candidate_count).toBe(0);
  });

  it('of masks, junk, emoji and a name of forty characters ends in a result', async () => {
    const junk: Cells[] = [
      { name: '李**', id_raw: '####', birth_raw: '1900-01-01' },
      { name: '👵', id_raw: '💀', birth_raw: '昨天' },
      { name: '王'.repeat(40), id_raw: '1'.repeat(200), birth_raw: '99999999' },
      { name: '***', id_raw: '******************' },
      {},
    ];
    const pairs = await link(junk, junk, junk);
    expect(pairs.filter((pair) => pair.strength === 'confirmed')).toEqual([]);
  });

  it('of an empty register is as if there were none', async () => {
    const right = { name: '王秀英', id_raw: WANG.id_raw.replace('0312', '0812') };
    expect(await link([WANG], [right], [])).toMatchObject([{ strength: 'confirmed', basis: 'D2' }]);
  });

  it('in which two rows have one row number is a fault', async () => {
    await warehouse.run("create table twice as select 1 as row_id, '王芳' as name from range(2)");
    const linker = await Linker.open(warehouse);
    await expect(linker.prepare({ side: 'twice' })).rejects.toThrow('row_id is not unique');
  });
});

describe('a comparison in SQL', () => {
  it('of names gives the level that the names have by themselves', async () => {
    const name = fc
      .array(fc.constantFrom(...'王玉李秀英芳方珠重忠国仙先欧阳肖萧?'), { minLength: 2, maxLength: 4 })
      .map((parts) => parts.join(''));
    const names = [...new Set(fc.sample(name, { numRuns: 220, seed: 5 }))];
    await writeList(
      warehouse,
      'left_list',
      names.map((text) => ({ name: text })),
    );
    const linker = await Linker.open(warehouse);
    await linker.prepare({ side: 'left_list' });
    await linker.link({ left: 'side', right: 'side' });
    await linker.compareSample(names.length ** 2);
    const rows = await warehouse.rows<{ left_row: number; right_row: number; name_level: number }>(
      'select left_row, right_row, name_level from linking.compared',
    );
    expect(rows.length).toBe(names.length ** 2);
    const wrong = rows.filter(
      (row) => row.name_level !== nameLevel(names[row.left_row - 1] ?? '', names[row.right_row - 1] ?? ''),
    );
    expect(wrong.map((row) => [names[row.left_row - 1], names[row.right_row - 1], row.name_level])).toEqual(
      [],
    );
  });
});
