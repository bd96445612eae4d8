import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256Hex } from '../../core/hash.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { loadCase } from '../casebook/load-case.ts';
import { type Attachment, listAllAttachments, listAttachments } from '../reads/cases/attachments.ts';
import { type AttachOutcome, attachFile } from './attach-file.ts';
import { checkStored, copyStored } from './copy-stored.ts';
import { attachmentsFolder, placeOf } from './stored-file.ts';

const CASE = 'C00000001';
const FINDING = sampleFinding({ person_id: 'p1', claims: [[202206, { basic: 65_400 }]] });
const SLIP = Buffer.from('取款凭条');
const OLD_ID = sha256Hex(SLIP).slice(0, 16);
const OLD_NOTE = `附件：凭条.txt（${SLIP.byteLength} 字节，指纹 ${OLD_ID}）`;

let sample: SampleOffice;

beforeEach(() => {
  sample = openSampleOffice();
  sample.run([FINDING]);
});

afterEach(() => sample.close());

function attach(user = 'li', name = '凭条.txt', content: Uint8Array = SLIP): AttachOutcome {
  const { ledger, office } = sample;
  return attachFile(ledger, office, { user, via: 'test', case_id: CASE, name, content, note: null });
}

function listed(): Attachment[] {
  const state = loadCase(sample.ledger, CASE);
  return state === null ? [] : listAttachments(sample.ledger, sample.home, state);
}

const pathOf = (file: Attachment): string => join(attachmentsFolder(sample.home), placeOf(file));

/** Writes what the act of attaching wrote before there was an event for it. */
function attachTheOldWay(): string {
  const path = join(attachmentsFolder(sample.home), CASE, `${OLD_ID}.txt`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, SLIP);
  sample.act('li', CASE, 'note', { text: OLD_NOTE }, { key: `attach ${CASE} ${OLD_ID}` });
  return path;
}

test('the ledger says of an attached file its name, size, hash and who put it there, and the bytes lie under the hash', () => {
  expect(attach().ok).toBe(true);
  expect(loadCase(sample.ledger, CASE)?.files).toMatchObject([
    { name: '凭条.txt', bytes: SLIP.byteLength, sha256: sha256Hex(SLIP), by: 'li', at: sample.clock.at },
  ]);
  const [file] = listed();
  expect(file && readFileSync(pathOf(file))).toEqual(SLIP);
});

test('the same bytes again are one attachment, whatever they are called', () => {
  attach();
  const again = attach('hu', '另一份.txt');
  expect(again).toMatchObject({ ok: true, attachment: { name: '凭条.txt', by: 'li' } });
  expect(listed()).toHaveLength(1);
});

test('a file that is known and whose bytes are gone is stored again when it is sent again', () => {
  attach();
  const [file] = listed();
  rmSync(pathOf(file as Attachment));
  attach();
  expect(readFileSync(pathOf(file as Attachment))).toEqual(SLIP);
});

test('bytes that were altered in their place are put aside, and the true ones stored again', () => {
  attach();
  const [file] = listed();
  const path = pathOf(file as Attachment);
  writeFileSync(path, '改过的凭条');
  attach();
  expect(readFileSync(path)).toEqual(SLIP);
  expect(readdirSync(dirname(path)).filter((name) => name.includes('.altered-'))).toHaveLength(1);
});

test('a note that somebody types is never an attachment, in whatever form', () => {
  sample.act('li', CASE, 'note', { text: '附件：假证据.pdf（12 字节，指纹 0123456789abcdef）' });
  expect(listed()).toEqual([]);
  expect(listAllAttachments(sample.ledger)).toEqual([]);
});

test('a typed note that names a file really attached adds nothing, and hides nothing', () => {
  attach();
  sample.act('hu', CASE, 'note', { text: OLD_NOTE.replace('凭条', '假名') });
  sample.act('hu', CASE, 'note', { text: OLD_NOTE }, { key: `attach ${CASE} ${OLD_ID}` });
  expect(listed()).toMatchObject([{ name: '凭条.txt', by: 'li', attachment_id: sha256Hex(SLIP) }]);
});

test('what was attached before there was an event for it stays an attachment while its file is there', () => {
  const path = attachTheOldWay();
  expect(listed()).toMatchObject([{ attachment_id: OLD_ID, name: '凭条.txt', bytes: SLIP.byteLength }]);
  rmSync(path);
  expect(listed()).toEqual([]);
});

test('the note of the old act counts for its own case only', () => {
  attachTheOldWay();
  sample.run([FINDING, sampleFinding({ person_id: 'p2', claims: [[202206, { basic: 65_400 }]] })], 2);
  sample.act('li', 'C00000002', 'note', { text: OLD_NOTE });
  expect(listAllAttachments(sample.ledger).map(({ case_id }) => case_id)).toEqual([CASE]);
});

test.each([
  ['admin', '凭条.txt', SLIP, 'not-your-township'],
  ['ma', '凭条.txt', SLIP, 'not-your-role'],
  ['li', '凭条.html', SLIP, 'attachment-kind'],
  ['li', '凭条.txt', Buffer.alloc(0), 'attachment-empty'],
])('refused to %s for %s: nothing is stored and nothing written', (user, name, content, code) => {
  expect(attach(user, name, content)).toMatchObject({ ok: false, refusal: { code } });
  expect(existsSync(attachmentsFolder(sample.home))).toBe(false);
  expect(listed()).toEqual([]);
});

test('a backup takes every attachment along, names those that are gone or altered, and brings them back', () => {
  attach();
  attach('li', '照片.jpg', Buffer.from('照片'));
  attachTheOldWay();
  const folder = attachmentsFolder(sample.home);
  const kept = join(sample.home, 'backups', 'attachments');
  expect(copyStored(listAllAttachments(sample.ledger), folder, kept)).toMatchObject({
    files: 2,
    copied: 2,
    missing: [],
  });
  const [slip, photo] = listed() as [Attachment, Attachment];
  rmSync(pathOf(slip));
  writeFileSync(pathOf(photo), '别的照片');
  const check = checkStored(listAllAttachments(sample.ledger), folder);
  expect(check).toEqual({ files: 2, missing: [placeOf(slip)], altered: [placeOf(photo)] });
  expect(copyStored(listAllAttachments(sample.ledger), kept, folder)).toMatchObject({
    copied: 2,
    missing: [],
    altered: [],
  });
  expect(checkStored(listAllAttachments(sample.ledger), folder)).toEqual({
    files: 2,
    missing: [],
    altered: [],
  });
});
