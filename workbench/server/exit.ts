import { exitOf } from '../../casework/exits/exits.ts';
import { casesIn, letOut, maskedThroughout, refuseForeign } from '../../casework/exits/let-out.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import type { Asking } from './desk.ts';
import type { FileAnswer } from './implement.ts';
import { throwRefused } from './refused.ts';
import type { Session } from './security/sessions.ts';

/** Requests whose code has written down itself, and better, what leaves with the answer. */
const written = new WeakSet<Asking>();

/** What each session has been shown already: a page that asks again for the same shows nothing new. */
const shown = new WeakMap<Session, Set<string>>();
const MOST_REMEMBERED = 5_000;

/** A request whose way out is the exit of its endpoint. */
export function throughExit(asked: Omit<Asking, 'letOut' | 'letOutOnce'>, { id }: Endpoint): Asking {
  const { desk, user, via } = asked;
  const asking: Asking = {
    ...asked,
    letOut: (leaving) => {
      letOut(desk.ledger, desk.office, { user: user.user_id, via, act: id }, leaving);
      written.add(asking);
    },
    letOutOnce: (leaving, asks = null) => {
      written.add(asking);
      const known = shown.get(asked.session) ?? new Set<string>();
      shown.set(asked.session, known);
      const look = sha256Hex(stableJson([leaving, asks]));
      if (known.has(look)) return;
      asking.letOut(leaving);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.add(look);
    },
  };
  return asking;
}

/** An answer as it may leave: of no case outside the places of whoever asks, masked where the exit says so, and recorded. */
export function answerThrough(asking: Asking, endpoint: Endpoint, params: unknown, answer: unknown): unknown {
  const exit = exitOf(endpoint.id);
  if (exit.leaves === 'nothing') return answer;
  const { desk, user } = asking;
  const of = [...casesIn(answer)];
  const foreign = refuseForeign(desk.ledger, user, of);
  if (foreign !== null) {
    desk.log.error({ endpoint: endpoint.id }, 'an answer about another place was held back');
    throwRefused(foreign);
  }
  if (exit.leaves !== 'act' && !written.has(asking)) record(asking, endpoint, params, of);
  const { case_id: caseId } = params as { case_id?: string };
  const isShown = exit.numbers === 'shown' && asking.session.unmasked.has(caseId ?? '');
  return exit.numbers === 'full' || isShown ? answer : maskedThroughout(answer);
}

/** A file as it may leave; who took it, and the hash by which it is known again, are recorded. */
export function fileThrough(asking: Asking, endpoint: Endpoint, file: FileAnswer): FileAnswer {
  if (exitOf(endpoint.id).leaves === 'nothing' || written.has(asking)) return file;
  const detail = { file: file.name, bytes: file.content.length, sha256: sha256Hex(file.content) };
  asking.letOut({ kind: 'DataExported', subject: endpoint.id, detail });
  return file;
}

function record(asking: Asking, { id }: Endpoint, params: unknown, of: readonly string[]): void {
  const { case_id: caseId } = params as { case_id?: string };
  if (caseId === undefined)
    asking.letOutOnce({ kind: 'ListRead', subject: id, detail: {}, of: of.toSorted() }, params);
  else asking.letOutOnce({ kind: 'CaseRead', subject: caseId, detail: { act: id } });
}
