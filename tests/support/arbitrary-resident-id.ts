import fc from 'fast-check';
import { checkDigit } from '../../core/resident-id/check-digit.ts';

const REGIONS = ['532526', '532504', '532527', '530103', '510227', '442000', '110101'] as const;

export const birthDay = fc
  .date({ min: new Date('1880-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Valid numbers of people who cannot be real: the sequences 996 to 999 are not given out any more. */
export const validResidentId = fc
  .tuple(fc.constantFrom(...REGIONS), birthDay, fc.integer({ min: 996, max: 999 }))
  .map(([region, day, sequence]) => {
    const first17 = `${region}${day.replaceAll('-', '')}${sequence}`;
    return first17 + checkDigit(first17);
  });
