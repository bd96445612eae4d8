import { caseWork } from '../../contract/case-work.ts';
import { visits } from '../../contract/visits.ts';
import { call, Failed } from '../api/call.ts';
import { dropVisit, type KeptVisit, keepVisit } from './kept-visits.ts';

/** `sent` and off the device, `refused` with the reason kept beside it, or `waits`: for the line, or for the password. */
export type Sent = 'sent' | 'refused' | 'waits';

/** What the files are called in the case. */
export interface FileNames {
  photo: (place: number) => string;
  signature: string;
}

/**
 * Sends a visit: the report first, then its files. The office enters neither twice, so that an answer lost on the way is
 * asked for again with the same; only when all has arrived does it leave the device.
 */
export async function sendVisit(visit: KeptVisit, names: FileNames): Promise<Sent> {
  const { key, person, expected_last_seq, said, photos, signature } = visit;
  const params = { case_id: person.case_id };
  try {
    const body = { ...said, key, expected_last_seq, photos: photos.length, is_signed: signature !== null };
    await call(visits.report, { params, body });
    for (const [place, photo] of photos.entries())
      await call(caseWork.attach, { params, query: { name: names.photo(place + 1) }, body: photo });
    if (signature !== null)
      await call(caseWork.attach, { params, query: { name: names.signature }, body: signature });
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { status, zh, en, code } = error;
    if (MAY_PASS.has(status) || status >= 500 || code === 'token-missing') return 'waits';
    await keepVisit({ ...visit, refusal: { zh, en, code } });
    return 'refused';
  }
  await dropVisit(key);
  return 'sent';
}

/** No line, nobody signed in, a locked screen, a page that is older than its session, too many at once. */
const MAY_PASS: ReadonlySet<number> = new Set([0, 401, 423, 429]);
