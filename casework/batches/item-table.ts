import { fenIn } from '../../reading/money-unit.ts';
import type { SheetRow } from '../../reading/sheet-rows.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { type Headings, readByHeader } from '../received-table.ts';
import type { ReceivedBatch } from './items.ts';

/** The fields of an item and what the same list calls them where the night reads it. */
const FIELDS = {
  item_number: 'item_no',
  name: 'name',
  resident_id: 'resident_id',
  township: 'township',
  claimed_fen: 'amount_fen',
} as const;

/** Reads the items of a handed-down list in the sender's order; rows without a name and number are totals or notes. */
export function readItemTable(rows: readonly SheetRow[]): ReceivedBatch['items'] {
  return readByHeader(rows, headings(), ['name', 'resident_id'])
    .filter(({ cell }) => cell('name') !== '' && cell('resident_id') !== '')
    .map(({ row, cell, unit }, place) => ({
      item_number: place + 1,
      row,
      name: cell('name'),
      resident_id: cell('resident_id'),
      township: cell('township') || null,
      claimed_fen: fenIn(cell('claimed_fen'), unit('claimed_fen')),
    }));
}

/** The headers by which the night knows a handed-down list: one that it reads can be registered too. */
function headings(): Headings<keyof typeof FIELDS> {
  const list = loadSources().find(({ source }) => source === 'suspect-list');
  if (list === undefined) throw new Error('there is no source suspect-list');
  const of = (field: keyof typeof FIELDS): readonly string[] => list.fields[FIELDS[field]]?.headers ?? [];
  return {
    item_number: of('item_number'),
    name: of('name'),
    resident_id: of('resident_id'),
    // 参保地 and 行政区划 name the county as often: whose item it is must not follow from them
    township: of('township').filter((header) => /乡|镇|街道/.test(header)),
    claimed_fen: of('claimed_fen'),
  };
}
