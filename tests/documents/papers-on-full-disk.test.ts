import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findKept } from '../../casework/documents/kept-paper.ts';
import { listIssued } from '../../casework/documents/list-issued.ts';
import { sha256Hex } from '../../core/hash.ts';
import { runHere } from '../support/command-here.ts';
import { openSampleOffice, type SampleOffice } from '../support/sample-office.ts';
import { fillUp, mountSmallDisk, unmountDisk } from '../support/small-disk.ts';
import { laidOut, runningNumbers, settleLetterhead, yearFolder } from './paper-desk.ts';
import { approveMany } from './worked-case.ts';

const PAPERS = 100;
const disk = mountSmallDisk('48m');

describe.skipIf(disk === null)(
  'a disk that fills while a hundred papers are made (needs the right to mount one; skipped without it)',
  () => {
    let sample: SampleOffice;
    let cases: string[];

    beforeAll(() => {
      sample = openSampleOffice(disk ?? '');
      settleLetterhead(sample);
      cases = approveMany(sample, PAPERS);
    });
    afterAll(() => {
      sample?.close();
      unmountDisk(disk);
    });

    const issue = () =>
      runHere(['--home', sample.home, 'notice', 'issue', '--as', 'li', '--all-approved', '--pdf']);
    const papers = () =>
      cases.flatMap((caseId) =>
        listIssued(sample.ledger, caseId).map(({ document_number }) => ({
          document_number,
          kept: findKept(sample.ledger, caseId, document_number),
        })),
      );
    const numbers = () => papers().map(({ document_number }) => document_number);
    const frozen = () => papers().filter(({ kept }) => kept.length === 2);
    const frozenHashes = () => new Set(papers().flatMap(({ kept }) => kept.map(({ sha256 }) => sha256)));
    const place = (count: number) => (count === 0 ? 'none' : count === PAPERS ? 'all' : 'some');

    test.each([
      ['before any has its number', 0, 'none', 'none'],
      ['while they get their numbers', 512 * 1024, 'some', 'none'],
      ['while the first are made', 2 * 1024 ** 2, 'all', 'some'],
      ['while the later ones are made', 3 * 1024 ** 2, 'all', 'some'],
    ])(
      '%s: it is said in words, and none is out whose number the ledger does not know',
      async (_when, leave, numbered, made) => {
        // what the ledger's files have room for is room as well
        sample.ledger.db.exec('pragma wal_checkpoint(truncate)');
        const filler = fillUp(disk ?? '', leave);
        try {
          const ended = await issue();
          expect([ended.code, ended.stderr]).toEqual([3, expect.stringContaining('磁盘已满')]);
          expect(ended.stderr).toMatch(/disk is full/i);
          expect(ended.stderr).not.toContain(' at ');
        } finally {
          rmSync(filler);
        }
        const given = new Set(numbers());
        expect(given.size).toBe(numbers().length);
        expect([place(given.size), place(frozen().length)]).toEqual([numbered, made]);
        expect(laidOut(sample).filter((name) => !given.has(name.split('-')[0] ?? ''))).toEqual([]);
        const bytes = frozenHashes();
        expect(
          laidOut(sample).filter(
            (name) => !bytes.has(sha256Hex(readFileSync(join(yearFolder(sample), name)))),
          ),
        ).toEqual([]);
      },
    );

    test('with room again, it goes on: each case has one number, none is left out, and every paper is there', async () => {
      const before = numbers();
      const ended = await issue();
      expect(ended.code, ended.stderr).toBe(0);
      const given = numbers();
      expect(before.every((number) => given.includes(number))).toBe(true);
      expect(runningNumbers(given)).toEqual(cases.map((_, index) => index + 1));
      expect(frozen()).toHaveLength(PAPERS);
      expect(laidOut(sample)).toHaveLength(2 * PAPERS);
    });
  },
);
