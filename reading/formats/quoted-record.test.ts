import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf, TestFolder } from '../../tests/support/test-files.ts';
import { openRawFile } from '../open-raw-file.ts';
import { splitQuoted } from './quoted-record.ts';

const folder = new TestFolder();
const cell = fc.string({ unit: fc.constantFrom('普', 'a', ' ', ',', '"', '\n', '1', '；') });

describe('quoted records', () => {
  test('cells written with quotes come back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), fc.boolean(), (cells, quoteAll) => {
        const written = cells.map((text) =>
          quoteAll || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
        );
        expect(splitQuoted(written.join(','), ',')).toEqual({ kind: 'whole', joined: cells.join('\x1f') });
      }),
    );
  });

  test('a table written and read again has the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 }),
        async (table) => {
          // a cell with a line that is itself a record could as well be somebody else's line
          fc.pre(
            !table.flat().some((text) =>
              text
                .split('\n')
                .slice(1)
                .some((line) => line.split(',').length >= 3),
            ),
          );
          const lines = [['甲', '乙', '丙'], ...table].map((cells) =>
            cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','),
          );
          const rows = await rowsOf(await openRawFile(folder.write('again.csv', `${lines.join('\n')}\n`)));
          expect(rows.slice(1).map(({ cells }) => cells)).toEqual(table);
        },
      ),
      { numRuns: 60 },
    );
  });
});
