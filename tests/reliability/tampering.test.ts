import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeProof, proveLedger } from '../../casework/reads/proof/prove-ledger.ts';
import { headFilesOf } from '../../pipelines/head-files.ts';
import { openLedger } from '../../storage/ledger/ledger.ts';
import { closeDemo, copyDemoHome } from '../workbench/stand.ts';
import { TAMPERINGS } from './tamperings.ts';

describe('a ledger that somebody altered behind the program', () => {
  let home: string;
  let folder: string;
  beforeAll(async () => {
    home = await copyDemoHome({ year: true });
    folder = mkdtempSync(join(tmpdir(), 'hedui-tampering-'));
    // the copy carries no log beside it
    const db = new DatabaseSync(join(home, 'ledger.db'));
    db.exec('pragma wal_checkpoint(truncate)');
    db.close();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await closeDemo(undefined, home);
  });

  const prove = (tamper: (db: DatabaseSync) => void): string[] => {
    const path = join(folder, 'ledger.db');
    copyFileSync(join(home, 'ledger.db'), path);
    const db = new DatabaseSync(path);
    db.exec('pragma foreign_keys = off');
    tamper(db);
    db.exec('pragma wal_checkpoint(truncate)');
    db.close();
    using ledger = openLedger(path, { access: 'read' });
    const proof = proveLedger(ledger, { heads: headFilesOf(home) });
    const told = describeProof(proof);
    return proof.is_sound ? [] : told.length === 0 ? ['unnamed'] : told;
  };

  it('is found sound as it is', () => {
    expect(prove(() => {})).toEqual([]);
  });

  for (const { what, tamper, named } of TAMPERINGS) {
    it(`is found out and named: ${what}`, () => {
      const told = prove(tamper);
      expect(told.join('\n')).toMatch(named);
    });
  }
});
