import { monthOf } from '../../core/month.ts';
import type { ReadFile } from '../kept-readings.ts';
import { monthNamed } from '../recognition/title-month.ts';
import { exportedOn } from './precedence.ts';

/**
 * The month, YYYYMM, up to which a list is complete: the date or month in its title or its name, else the month in which
 * it arrived. What it leaves open is known up to then, and no further.
 */
export function completeMonth(file: Pick<ReadFile, 'receipt' | 'reading'>): number {
  const exported = exportedOn(file);
  if (exported) return monthOf(exported);
  const titles = file.reading.sheets.flatMap(({ title, sheet }) => [...title, sheet]);
  for (const text of [...titles, file.receipt.name]) {
    const month = monthNamed(text);
    if (month !== null) return month;
  }
  return monthOf(file.receipt.received_at);
}
