import { currentNotice } from '../../casework/case-state.ts';
import { openCase } from '../../casework/casebook/open-case.ts';
import { refusePublic } from '../../casework/commands/notify.ts';
import type { IssuedDocument } from '../../casework/documents/issued-document.ts';
import { publishNotice } from '../../casework/documents/publish-notice.ts';
import { listCasesIn } from '../../casework/reads/cases/casebook.ts';
import { refuse, throwRefusal } from '../../casework/refusals.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { HandingOut } from './hand-out.ts';
import { findKind } from './kinds.ts';
import { type Letterhead, seriesOf } from './letterhead.ts';
import { refuseUnmakeablePaper } from './refuse-unmakeable.ts';

export interface PublicNotice {
  key: string;
  cases: readonly string[];
  on: string;
  servers: readonly string[];
  place: string;
}

/** The paper that is served by hanging it out. */
export const PUBLIC_NOTICE = 'public-notice';

/** Publishes one notice for many, once it is sure that the paper can be made and is true of each of them. */
export async function publishPaper(
  { ledger, office, by }: Pick<HandingOut, 'ledger' | 'office' | 'by'>,
  letterhead: Letterhead,
  { key, cases, on, servers, place }: PublicNotice,
): Promise<{ document: IssuedDocument; cases: readonly string[] }> {
  const kind = findKind(PUBLIC_NOTICE);
  for (const caseId of cases) {
    const state = openCase(ledger, caseId);
    await refuseUnmakeablePaper({ ledger, kind, state, letterhead, withPdf: true });
  }
  const result = publishNotice(ledger, office, {
    ...{ key, ...by, cases, on, servers, place },
    kind: { ...kind, series: seriesOf(letterhead, kind) },
  });
  if (!result.ok) throwRefusal(result.refusal);
  return result;
}

/** Every notice that waits for its service, and for which all other ways came to nothing; refused where there is none. */
export function casesToPublish(ledger: Ledger, on: string): string[] {
  const found = listCasesIn(ledger, ['notified']).filter((caseId) => {
    const notice = currentNotice(openCase(ledger, caseId));
    return notice !== null && refusePublic(notice, on) === null;
  });
  return found.length > 0 ? found : throwRefusal(refuse('nothing-failed-to-serve'));
}
