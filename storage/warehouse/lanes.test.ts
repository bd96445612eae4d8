import { describe, expect, it } from 'vitest';
import { Warehouse } from './database.ts';
import { type LaneStep, runInLanes } from './lanes.ts';

const adding = (from: string, to: string): LaneStep => ({
  reads: [from],
  leaves: [to],
  run: (lane) => lane.run(`insert into ${to} select n + 1 from ${from}`),
});

describe('steps beside each other on one warehouse', () => {
  it('leave what they leave one after another', async () => {
    const warehouse = await Warehouse.open(':memory:');
    try {
      await warehouse.run(`
        create schema apart; set search_path = 'memory.apart';
        create table a (n integer); create table b (n integer); create table c (n integer);
        insert into a values (1)`);
      await runInLanes(warehouse, [
        adding('a', 'b'),
        adding('b', 'c'),
        // what was read before is changed only then
        { reads: [], leaves: ['a'], run: (lane) => lane.run('delete from a') },
        { reads: [], leaves: ['a'], run: (lane) => lane.run('insert into a values (7)') },
        adding('a', 'b'),
        adding('b', 'c'),
      ]);
      const rows = await warehouse.rows(
        'select (select list(n order by n) from b)::varchar as b, (select list(n order by n) from c)::varchar as c',
      );
      expect(rows).toEqual([{ b: '[2, 8]', c: '[3, 3, 9]' }]);
    } finally {
      warehouse.close();
    }
  });

  it('begin at the same time where none needs what the other leaves', async () => {
    const warehouse = await Warehouse.open(':memory:');
    const met = Promise.withResolvers<void>();
    try {
      await runInLanes(warehouse, [
        { reads: ['a'], leaves: ['b'], run: () => met.promise },
        { reads: ['a'], leaves: ['c'], run: async () => met.resolve() },
      ]);
    } finally {
      warehouse.close();
    }
  });

  it('stop at a fault, and the first that failed is told', async () => {
    const warehouse = await Warehouse.open(':memory:');
    const begun: string[] = [];
    const failing = (name: string): LaneStep => ({
      reads: [],
      leaves: [],
      run: async (lane) => {
        begun.push(name);
        await lane.run(`select error('${name}')`);
      },
    });
    try {
      await expect(
        runInLanes(warehouse, [failing('one'), failing('two'), failing('three'), failing('four')]),
      ).rejects.toThrow('one');
      expect(begun).toEqual(['one', 'two']);
    } finally {
      warehouse.close();
    }
  });
});
