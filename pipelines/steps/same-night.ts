import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceRow, Finding, FindingLine, Ground } from '../../core/finding.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';
import type { Delivery, DeliveryRuling } from '../../reading/deliveries/delivery.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import type { HeldWord } from '../../reading/vocabularies/interpret.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import type { HeldRule } from '../../reports/morning/night-summary.ts';
import { digestFolders } from '../../storage/source-files.ts';
import { hasTable } from '../../storage/warehouse/columns-in.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { ClaimTotals } from '../rules/claim-totals.ts';
import type { RowsOf } from './carry-over.ts';
import type { CheckResult } from './check-build.ts';
import type { ShadowResult } from './detect-shadow.ts';
import { hashOfRulings, type SourceRecord } from './same-sources.ts';

/** Whatever decides what a night finds, besides the files: rules, queries, code. */
const DECIDING_FOLDERS = [
  'rules',
  'sql',
  'pipelines',
  'core',
  'reading',
  'casework/rule-pack',
  'explanation',
];

/** What a night found out about itself; kept in its build. */
export interface BuildRecord {
  fingerprint: string;
  /** Whatever putting people and payments together depends on but the day: another day may match nothing anew. */
  matching: string;
  /** The same but for words, which decide nothing about who is who; '' in a build of a Hedui that kept no such record. */
  linked: string;
  /** The office's own words, as they were known. */
  taught: readonly TaughtWord[];
  /** What its rows follow from, besides whose they are; null in a build of a Hedui that kept no such record. */
  rows: RowsOf | null;
  /** What was found of each source that came; none in a build of a Hedui that kept no such record. */
  settled: Readonly<Record<string, SourceRecord>>;
  /** The day on which rows left out for their dates are judged otherwise; null for none. */
  matched_until: string | null;
  as_of: string;
  deliveries: Delivery[];
  /** Words that nobody has explained yet. */
  unexplained: HeldWord[];
  /** Rows refused for a date that cannot be: file and number. */
  impossible: [number, number][];
  checks: CheckResult[];
  totals: ClaimTotals;
  /** Rules whose findings wait for a person. They may change though the night does not: a release is no file. */
  held: readonly HeldRule[];
  /** What rules in shadow would have found, and rules of the office that stopped themselves. */
  shadow: ShadowResult;
}

/**
 * `matching` is the hash of everything that people and payments are put together from: the files that count and how they
 * were read, rules, queries and code, the office's settings and weights, and what people decided about numbers; `linked` is
 * that without words and the office's own rules. With the day and what is owed `matching` makes `fingerprint`: two nights with
 * one find the same to the fen.
 */
export function nightFingerprint(
  workspace: Workspace,
  night: {
    asOf: string;
    files: readonly ReadFile[];
    repairs: readonly object[];
    taught: readonly TaughtWord[];
    rulings: readonly DeliveryRuling[];
    /** The office's own rules, as far as they have come. */
    lives: readonly object[];
    debts: readonly object[];
  },
): Pick<BuildRecord, 'fingerprint' | 'matching' | 'linked'> & { rows: RowsOf } {
  const made = madeBy(workspace);
  const basis = sha256Hex(stableJson([made, night.taught, night.lives]));
  const files = digestsOf(night.files);
  const { repairs, rulings } = night;
  const linked = linkedHash(made, files, night);
  const matching = sha256Hex(stableJson({ basis, files, repairs, rulings }));
  // what people owe changes by the day, and decides nothing about who is who
  const fingerprint = sha256Hex(`${matching} ${night.asOf} ${stableJson(night.debts)}`);
  return { matching, linked, fingerprint, rows: { basis, ruled: hashOfRulings(rulings), files } };
}

/** What decides who is who and what was paid, words apart, by what is there now. */
export const linkedNow = (
  workspace: Workspace,
  night: { files: readonly ReadFile[]; repairs: readonly object[]; rulings: readonly object[] },
): string => linkedHash(madeBy(workspace), digestsOf(night.files), night);

const linkedHash = (
  made: string,
  files: RowsOf['files'],
  { repairs, rulings }: { repairs: readonly object[]; rulings: readonly object[] },
): string => sha256Hex(stableJson({ made, files, repairs, rulings }));

/** The program with its queries, and the office's settings and weights. */
function madeBy(workspace: Workspace): string {
  const digest = createHash('sha256');
  for (const path of [workspace.settings, workspace.linkModel]) {
    if (existsSync(path)) digest.update(readFileSync(path));
  }
  digestFolders(digest, DECIDING_FOLDERS);
  return digest.digest('hex');
}

const digestsOf = (files: readonly ReadFile[]): RowsOf['files'] =>
  files.map(({ receipt, reading, folder }) => [
    receipt.sequence,
    sha256Hex(stableJson({ receipt, reading, rows: stampsOf(folder) })),
  ]);

/** May tonight's payments and people be those of the published build? Only on a later day that leaves out the same rows. */
export function isMatched(published: BuildRecord, tonight: { matching: string; asOf: string }): boolean {
  const { matching, as_of, matched_until: until } = published;
  return matching === tonight.matching && as_of <= tonight.asOf && (until === null || tonight.asOf < until);
}

/** Keeps the record in the build itself, so that build and record cannot come apart. */
export async function writeBuildRecord(warehouse: Warehouse, record: BuildRecord): Promise<void> {
  await warehouse.run('create or replace table result.night (fingerprint varchar, record varchar)');
  await warehouse.run('insert into result.night values ($fingerprint, $record)', {
    fingerprint: record.fingerprint,
    record: JSON.stringify(record),
  });
}

/** What a published build says of its night; null for a build of a Hedui that kept no record. */
export async function readBuildRecord(path: string): Promise<BuildRecord | null> {
  const published = await Warehouse.openReadOnly(path);
  try {
    if (!(await hasTable(published, 'result', 'night'))) return null;
    const row = await published.first<{ record: string }>('select record from result.night');
    if (!row) return null;
    // a build of an older Hedui knows less
    const {
      held = [],
      as_of = '',
      matching = '',
      linked = '',
      taught = [],
      rows = null,
      settled = {},
      matched_until = null,
      unexplained = [],
      impossible = [],
      shadow = { found: [], stopped: [] },
      ...record
    } = JSON.parse(row.record) as Pick<BuildRecord, 'fingerprint' | 'deliveries' | 'checks' | 'totals'> &
      Partial<BuildRecord>;
    const told = { linked, taught, rows, settled, matched_until, unexplained, impossible, shadow };
    return { ...record, held, as_of, matching, ...told };
  } finally {
    published.close();
  }
}

/**
 * A night on the same files, rules and day as the published one: its build is copied: what was
 * new to the day stays new. Returns the open copy and its findings, for the ledger to see them again.
 */
export async function repeatBuild(
  publishedPath: string,
  draftPath: string,
  settings: Record<string, string>,
): Promise<{ warehouse: Warehouse; findings: Finding[] }> {
  copyFileSync(publishedPath, draftPath);
  const warehouse = await Warehouse.open(draftPath, settings);
  const rows = await warehouse.rows<Record<string, string | number | null>>(
    "select * from result.finding where status <> 'withdrawn' order by rule_id, finding_key",
  );
  return { warehouse, findings: rows.map(asFinding) };
}

/**
 * A night on another day over the files of the published one: its build is copied and loses what the day decided. Leaves in
 * it `canonical.*` and the links, from which rules find anew; nobody is linked and no payment put together again.
 */
export async function copyMatching(
  publishedPath: string,
  draftPath: string,
  settings: Record<string, string>,
): Promise<Warehouse> {
  copyFileSync(publishedPath, draftPath);
  const warehouse = await Warehouse.open(draftPath, settings);
  await warehouse.run(
    'drop schema result cascade; drop schema detection cascade; drop schema parameter cascade',
  );
  return warehouse;
}

function asFinding(row: Record<string, string | number | null>): Finding {
  const parsed = <T>(name: string): T => JSON.parse(String(row[name])) as T;
  // the build's own columns (status, case …) are no part of what the ledger keeps of a finding
  const {
    finding_id: _id,
    case_id: _case,
    status: _status,
    first_found_on: _first,
    withdrawn_on: _gone,
    ...own
  } = row;
  return {
    ...(own as unknown as Finding),
    facts: parsed<Finding['facts']>('facts'),
    lines: parsed<FindingLine[]>('lines'),
    evidence: parsed<EvidenceRow[]>('evidence'),
    grounds: parsed<Ground[]>('grounds'),
  };
}

/** Size and time of a reading's files: rows that were tampered with, or read again, make another night. */
function stampsOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    });
}
