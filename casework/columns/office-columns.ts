import { existsSync } from 'node:fs';
import { Refusal } from '../../core/errors.ts';
import type { Mapping } from '../../reading/recognition/mapping.ts';
import {
  checkColumns,
  layoutKey,
  officeMappings,
  type TaughtColumns,
  taughtKey,
} from '../../reading/recognition/taught-columns.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { ledgerPath, type Office, openOffice, openOfficeLedger } from '../office.ts';
import { type Decider, standingDecisions } from '../standing-decisions.ts';

/** What the office says of one layout, with who said so, when and why. */
export interface OfficeColumns extends TaughtColumns {
  /** By which a reading names what it was read by. */
  key: string;
  taught_by: string;
  taught_at: string;
  reason: string;
}

interface Decision extends TaughtColumns {
  reason: string;
}

const NOT_TAUGHT = [
  'columns-not-taught',
  '本单位没有说明过这种表的列，或者已经收回、改过。',
  'The office has said nothing of the columns of such a list, or it was taken back or changed.',
] as const;

const columns = standingDecisions<Pick<TaughtColumns, 'headers'>, Decision>({
  stream: 'column',
  entered: 'ColumnsTaught',
  revoked: 'ColumnsForgotten',
  subjectOf: layoutKey,
  notEntitled: [
    'columns-not-entitled',
    '只有稽核人员和基金监督人员可以说明列的含义。',
    'Only investigators and supervisors may say what columns mean.',
  ],
  notStanding: NOT_TAUGHT,
});

/** Enters what lists with these headers are and what their columns mean; the next night reads the files that waited. */
export function teachColumns(ledger: Ledger, office: Office, by: Decider, decision: Decision): StoredEvent {
  columns.refuseUnentitled(by);
  checkColumns(loadSources(), decision);
  return columns.enter(ledger, office, by, decision);
}

/** Takes back what was said of a layout; the event says what that was. */
export function forgetColumns(
  ledger: Ledger,
  office: Office,
  by: Decider,
  decision: Pick<Decision, 'headers' | 'reason'>,
): StoredEvent {
  return columns.takeBack(ledger, office, by, decision, ({ source, columns: said }) => ({
    source,
    columns: said,
  }));
}

/** What the office says of layouts and still stands, the last decision on each. */
export function listOfficeColumns(ledger: Ledger): OfficeColumns[] {
  return columns
    .list(ledger)
    .map(({ decision: { source, headers, columns: said, despite, reason }, event }) => {
      const taught = { source, headers, columns: said, ...(despite ? { despite } : {}) };
      return {
        ...taught,
        ...{ key: taughtKey(taught), reason },
        ...{ taught_by: event.actor, taught_at: event.at },
      };
    });
}

/** What stands of a layout, by its key; refused where nothing does. */
export function standingColumns(standing: readonly OfficeColumns[], key: string): OfficeColumns {
  const found = standing.find((one) => one.key === key);
  if (found === undefined) throw new Refusal(...NOT_TAUGHT);
  return found;
}

/** All that the office has said of columns, taught or written by hand. */
export function mappingsOf({ workspace, ledger }: { workspace: Workspace; ledger: Ledger }): Mapping[] {
  return officeMappings(workspace.mapping, listOfficeColumns(ledger), loadSources());
}

/** The same of a place that need not have a ledger: then nothing was taught. */
export function mappingsAt(home: string): Mapping[] {
  const workspace = workspaceAt(home);
  if (!existsSync(ledgerPath(home))) return officeMappings(workspace.mapping, [], loadSources());
  using ledger = openOfficeLedger(openOffice(home), 'read');
  return mappingsOf({ workspace, ledger });
}

/** An answer about columns of a layout beside what was said of its other columns; another source begins anew. */
export function besideEarlier(standing: readonly TaughtColumns[], taught: TaughtColumns): TaughtColumns {
  const earlier = standing.find((one) => layoutKey(one) === layoutKey(taught));
  if (earlier?.source !== taught.source) return taught;
  const despite = [...new Set([...(earlier.despite ?? []), ...(taught.despite ?? [])])].sort();
  const columns = { ...earlier.columns, ...taught.columns };
  return { ...taught, columns, ...(despite.length > 0 ? { despite } : {}) };
}
