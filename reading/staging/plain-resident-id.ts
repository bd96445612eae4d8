import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKnownRegion } from '../../core/resident-id/index.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Table of known regions that `plainResidentId` reads; made once per connection. */
export const REGION_TABLE = 'known_region';

/** SQL that makes the table of every region code that ever was. */
export function regionTableSql(): string {
  const lines = readFileSync(join(import.meta.dirname, '../../core/resident-id/regions.tsv'), 'utf8').split(
    '\n',
  );
  const codes = lines.flatMap((line) => {
    const code = line.slice(0, 6);
    return /^\d{6}$/.test(code) && isKnownRegion(code) ? [code] : [];
  });
  return `create or replace temp table ${REGION_TABLE} as
    select unnest([${codes.map((code) => `'${code}'`).join(',')}]) as code`;
}

/** The first 17 digits as one number, which the check digit is computed from; made once per cell. */
export function firstSeventeen(cell: string): string {
  return `try_cast(substr(${cell}, 1, 17) as bigint)`;
}

/**
 * SQL that is true for a number that is valid as it stands: 18 characters, a day that exists, a place of any vintage and
 * the right check digit (GB 11643-1999). Whatever is not is read by `parseResidentId`, which names the reason.
 */
export function plainResidentId(cell: string, seventeen: string): string {
  const sum = WEIGHTS.map((weight, index) => `${weight} * (${seventeen} // ${10 ** (16 - index)} % 10)`).join(
    ' + ',
  );
  return `length(${cell}) = 18
    and regexp_full_match(${cell}, '[1-9][0-9]{5}(189|19[0-9]|20[0-9])[0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]')
    and try_cast(substr(${cell}, 7, 4) || '-' || substr(${cell}, 11, 2) || '-' || substr(${cell}, 13, 2) as date) is not null
    and substr(${cell}, 1, 6) in (select code from ${REGION_TABLE})
    and substr('10X98765432', (${sum}) % 11 + 1, 1) = substr(${cell}, 18, 1)`;
}
