import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openRawFile } from '../open-raw-file.ts';
import type { RawRow } from '../raw-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The rows, and how many of them came as bytes. */
async function readRows(bytes: Buffer): Promise<{ rows: RawRow[]; plain: number }> {
  const path = join(folder, 'list.csv');
  writeFileSync(path, bytes);
  const [sheet] = (await openRawFile(path)).sheets;
  const rows: RawRow[] = [];
  let plain = 0;
  for await (const batch of sheet!.lines!()) {
    if (Array.isArray(batch)) rows.push(...batch);
    else {
      plain += batch.count;
      for (let position = 0; position < batch.count; position += 1) rows.push(batch.rowAt(position));
    }
  }
  return { rows, plain };
}

const HEADER = '姓名,身份证号,金额\n';
/** Enough of them that one line more or less says nothing new of the shape of the file. */
const USUAL = '王明,532526195001019918,103.00\n'.repeat(700);
const cell = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('李桂芬', '532526195001019918', '103.00', '', '张，伟', '6.5') },
  { weight: 1, arbitrary: fc.constantFrom('\0', '\ufffd', '\ufeff', '\x1f', '备注\r未完', ' ', '𠀀') },
);
const line = fc
  .array(cell, { minLength: 1, maxLength: 5 })
  .chain((cells) => fc.constantFrom('\n', '\r\n').map((end) => cells.join(',') + end));

test('lines taken as bytes are the rows that reading them through gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), async (lines) => {
      const text = HEADER + USUAL + lines.join('');
      // one quoted cell anywhere, and the whole portion is read through
      const [byBytes, readThrough] = [
        await readRows(Buffer.from(text)),
        await readRows(Buffer.from(`${text}"末",1,1\n`)),
      ];
      expect(readThrough.plain).toBe(0);
      expect(byBytes.rows).toEqual(readThrough.rows.slice(0, -1));
    }),
    { numRuns: 200 },
  );
});

test('a clean list in UTF-8 or GB18030 is taken as bytes, and one with a broken character is read through', async () => {
  const text = `${HEADER}李桂芬,532526195001019918,103.00\r\n`.repeat(3);
  expect((await readRows(Buffer.from(text))).plain).toBe(6);
  // 姓名 … in GB18030: the same rows from other bytes
  const gb = Buffer.from('d0d5c3fb2cbdf0b6ee0ac0eeb9f0b7d22c3130330a', 'hex');
  const { rows, plain } = await readRows(gb);
  expect([plain, rows.map(({ joined }) => joined)]).toEqual([2, ['姓名\x1f金额', '李桂芬\x1f103']]);
  expect((await readRows(Buffer.concat([Buffer.from(text), Buffer.from([0xe6, 0x9d, 10])]))).plain).toBe(0);
});

test('lines longer than a portion and a last line without its end keep their place', async () => {
  const long = `李桂芬,532526195001019918,${'9'.repeat(1_500_000)}\n`;
  const text = `${HEADER}${'王明,532526195001019918,103.00\n'.repeat(60_000)}${long}王明,1,2`;
  const { rows, plain } = await readRows(Buffer.from(text));
  expect(plain).toBeGreaterThan(50_000);
  expect(rows.length).toBe(60_003);
  expect(rows.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 1));
  expect(rows.at(-2)).toMatchObject({ broken: 'line-too-long' });
  expect(rows.at(-1)?.joined).toBe('王明\x1f1\x1f2');
});
