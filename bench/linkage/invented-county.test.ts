import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Linker } from '../../pipelines/linking/linker.ts';
import { levelBits } from '../../pipelines/linking/model.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { fillCounty } from './invented-county.ts';

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open(':memory:');
});
afterEach(() => warehouse.close());

describe('a linker on an invented county', () => {
  it('learns weights that link the same people, and leaves nothing behind when it is dropped', async () => {
    await fillCounty(warehouse, 4000, 800, 4500);
    const linker = await Linker.open(warehouse);
    await linker.prepare({ roster: 'roster', death: 'death', household: 'household' });
    const request = { left: 'roster', right: 'death', register: 'household' };
    const before = await linker.link(request);
    const model = await linker.train(request, 'trained-in-test');
    const after = await linker.link({ ...request, model, output: 'main.kept' });
    expect(after.counts).toEqual(before.counts);
    expect(levelBits(model, 'name', 7)).toBeGreaterThan(5);
    expect(levelBits(model, 'name', 0)).toBeLessThan(0);
    expect(levelBits(model, 'birth', 5)).toBeGreaterThan(5);
    await linker.drop();
    const schemas = await warehouse.rows("select 1 from duckdb_schemas() where schema_name = 'linking'");
    expect(schemas).toEqual([]);
    expect((await warehouse.first<{ n: number }>('select count(*) as n from main.kept'))?.n).toBeGreaterThan(
      700,
    );
  });
});
