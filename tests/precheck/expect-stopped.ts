import { expect } from 'vitest';
import type { Office } from '../night/office.ts';
import { stopsOf } from './batch-office.ts';
import type { Mutation } from './mutations.ts';

/** The sheet that tells what stops a batch. */
export const STOPPED = '整批停送';

/** The mistake is named, by lines that carry it and by no innocent one, in two languages and with nobody's number. */
export async function expectStopped(office: Office, { file, check, rows }: Mutation): Promise<void> {
  const stops = await stopsOf(office, file);
  const stop = stops.find((one) => one.check === check);
  expect(stop, stops.map((one) => one.check).join()).toBeDefined();
  const lines = stop?.lines ?? [];
  expect(lines.length).toBeGreaterThan(0);
  if (rows !== null) {
    expect(lines.filter((line) => line.file !== null || !rows.includes(line.row))).toEqual([]);
  }
  expect(JSON.stringify(stops)).not.toMatch(/53252619\d{9}/);
  expect(stop?.zh).toMatch(/\p{Script=Han}/u);
  expect(stop?.english).not.toMatch(/\p{Script=Han}/u);
}
