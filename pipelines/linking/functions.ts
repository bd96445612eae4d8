import { type DuckDBIntegerVector, DuckDBScalarFunction, INTEGER, VARCHAR } from '@duckdb/node-api';
import { compareKeys, keysSpellOne, sharesShiSurname } from '../../core/names/compare.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { describeDifference, numberLevel } from './numbers.ts';
import type { LinkValues } from './values.ts';

const sessions = new WeakMap<Warehouse, { values: LinkValues }>();

/**
 * Makes the comparisons that need characters, readings and shapes callable in SQL over the integer ids
 * of names and numbers. An engine keeps a function once it knows it, so a second linking in the same
 * warehouse only changes whose values the ids mean.
 */
export function registerComparisons(warehouse: Warehouse, values: LinkValues): void {
  const known = sessions.get(warehouse);
  if (known !== undefined) {
    known.values = values;
    return;
  }
  const session = { values };
  sessions.set(warehouse, session);
  registerPairFunction(warehouse, 'link_name_level', (left, right) => {
    const { names } = session.values;
    return compareKeys(names[left]!, names[right]!);
  });
  registerPairFunction(warehouse, 'link_spells_one', (left, right) => {
    const { names } = session.values;
    return keysSpellOne(names[left]!, names[right]!) ? 1 : 0;
  });
  registerPairFunction(warehouse, 'link_shares_shi', (left, right) => {
    const { names } = session.values;
    return sharesShiSurname(names[left]!, names[right]!) ? 1 : 0;
  });
  registerPairFunction(warehouse, 'link_number_level', (left, right) => {
    const { numbers } = session.values;
    return numberLevel(numbers[left]!, numbers[right]!);
  });
  warehouse.connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: 'link_number_difference',
      parameterTypes: [INTEGER, INTEGER],
      returnType: VARCHAR,
      mainFunction: (_info, input, output) => {
        const left = input.getColumnValues(0);
        const right = input.getColumnValues(1);
        const { numbers } = session.values;
        for (let row = 0; row < input.rowCount; row += 1) {
          const [a, b] = [left[row], right[row]];
          const both = typeof a === 'number' && typeof b === 'number';
          output.setItem(row, both ? describeDifference(numbers[a]!, numbers[b]!) : null);
        }
        output.flush();
      },
    }),
  );
}

function registerPairFunction(
  warehouse: Warehouse,
  name: string,
  compare: (left: number, right: number) => number,
): void {
  warehouse.connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      parameterTypes: [INTEGER, INTEGER],
      returnType: INTEGER,
      mainFunction: (_info, input, output) => {
        const left = input.getColumnVector(0) as DuckDBIntegerVector;
        const right = input.getColumnVector(1) as DuckDBIntegerVector;
        const result = output as DuckDBIntegerVector;
        for (let row = 0; row < input.rowCount; row += 1) {
          const a = left.getItem(row);
          const b = right.getItem(row);
          result.setItem(row, a === null || b === null ? null : compare(a, b));
        }
        output.flush();
      },
    }),
  );
}
