import {
  type DuckDBIntegerVector,
  DuckDBScalarFunction,
  type DuckDBType,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import { compareKeys, keysSpellOne, sharesShiSurname } from '../../core/names/compare.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { describeDifference, type NumberText, numberLevel } from './numbers.ts';
import { LinkValues } from './values.ts';

const sessions = new WeakMap<Warehouse, { values: LinkValues }>();

/**
 * Makes the comparisons that need characters, readings and shapes callable in SQL: of names over their integer ids, of
 * numbers, of which there are as many as people, over what stands in the tables. An engine keeps a function once it knows
 * it, so a second linking in the same warehouse only changes whose values the ids mean.
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
  registerNumberFunction(warehouse, 'link_number_level', INTEGER, numberLevel);
  registerNumberFunction(warehouse, 'link_number_difference', VARCHAR, describeDifference);
}

/** What was read is needed no more: the engine keeps the functions, and would keep with them all that they look at. */
export function forgetValues(warehouse: Warehouse): void {
  const session = sessions.get(warehouse);
  if (session !== undefined) session.values = new LinkValues();
}

/** A function of two numbers, each as its kind and its digits. */
function registerNumberFunction(
  warehouse: Warehouse,
  name: string,
  returnType: DuckDBType,
  compare: (left: NumberText, right: NumberText) => number | string,
): void {
  warehouse.connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      parameterTypes: [INTEGER, VARCHAR, INTEGER, VARCHAR],
      returnType,
      mainFunction: (_info, input, output) => {
        const [leftKinds, leftDigits, rightKinds, rightDigits] = [0, 1, 2, 3].map((column) =>
          input.getColumnValues(column),
        );
        for (let row = 0; row < input.rowCount; row += 1) {
          const left = numberOf(leftKinds![row], leftDigits![row]);
          const right = numberOf(rightKinds![row], rightDigits![row]);
          output.setItem(row, left && right && compare(left, right));
        }
        output.flush();
      },
    }),
  );
}

function numberOf(kind: unknown, digits: unknown): NumberText | null {
  if (typeof kind !== 'number' || typeof digits !== 'string') return null;
  return { kind: kind as NumberText['kind'], digits };
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
