import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type Office, openOffice, openOfficeLedger } from '../office.ts';
import type { Decider } from '../standing-decisions.ts';
import { actingUser, commandLineDoor } from './person.ts';

/** Enters a decision that stands until it is taken back, in the name of whoever `--as` names. */
export function decideAs(
  home: string,
  as: string | undefined,
  act: (ledger: Ledger, office: Office, by: Decider) => StoredEvent,
): { sequence: number; type: string } {
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  const { seq, type } = act(ledger, office, {
    user: actingUser(ledger, office, as ?? ''),
    via: commandLineDoor(),
  });
  return { sequence: seq, type };
}
