import type { z } from 'zod';
import { isValidResidentId } from '../../core/resident-id/index.ts';
import { isValidSocialCreditCode } from '../../core/social-credit-code.ts';
import type { Debtor } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { isBeneficiary, refuseDeadAddressee } from '../parties.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { defineCommand } from './command.ts';
import { inputShapeOf } from './fields.ts';

const input = inputShapeOf('name-debtor');

type Named = z.output<typeof input>;

/**
 * Says who owes, a person or an office, with a number that can be. What is not said of somebody else is not known:
 * nothing is taken over from the beneficiary. Once an amount was approved against somebody, another debtor needs another
 * decision.
 */
export const nameDebtor = defineCommand({
  move: 'name-debtor',
  input,
  handle: (_context, state, named) => {
    const debtor = debtorOf(named, state);
    const refusal =
      refuseNumber(named, state) ?? refuseDeadAddressee({ ...state, debtor }) ?? refuseOther(named, state);
    if (refusal !== null) return refusal;
    return [{ type: 'DebtorNamed', payload: { debtor } }];
  },
});

/** Of the same person what was said before stays until something else is said; the beneficiary keeps their own number. */
export function debtorOf(
  { is_office, phone, sources, ...named }: Named,
  { person, debtor }: Pick<CaseState, 'person' | 'debtor'>,
): Debtor {
  const isSelf = isBeneficiary(named);
  const relation = isSelf ? 'self' : named.relation;
  const known = named.name === debtor.name && relation === debtor.relation ? debtor : null;
  const said = {
    resident_id: named.resident_id ?? known?.resident_id ?? (isSelf ? person.resident_id : null),
    address: named.address ?? known?.address ?? null,
    evidence: named.evidence ?? known?.evidence ?? null,
  };
  const telephone = phone ?? known?.phone ?? null;
  const office = is_office ?? known?.is_office ?? false;
  const from = { ...known?.sources, ...sources };
  return {
    ...{ name: named.name, relation, ...said },
    ...(telephone === null ? {} : { phone: telephone }),
    ...(office ? { is_office: true } : {}),
    ...(Object.keys(from).length === 0 ? {} : { sources: from }),
  };
}

function refuseNumber(
  { resident_id, is_office, relation }: Named,
  { person }: CaseState,
): CommandRefusal | null {
  if (resident_id === null) return null;
  if (is_office === true) return isValidSocialCreditCode(resident_id) ? null : refuse('debtor-code-wrong');
  if (!isValidResidentId(resident_id)) return refuse('debtor-number-wrong');
  return !isBeneficiary({ relation }) && resident_id === person.resident_id
    ? refuse('debtor-is-beneficiary')
    : null;
}

/** An address or a telephone may be learned later; who owes is part of what was signed. */
function refuseOther(
  { name, resident_id }: Named,
  { amounts, debtor, status }: CaseState,
): CommandRefusal | null {
  const isDecided = status !== 'substantiated' && amounts.some((version) => version.status === 'approved');
  const hasNumber = debtor.resident_id !== null && resident_id !== null;
  const isOther = name !== debtor.name || (hasNumber && resident_id !== debtor.resident_id);
  return isDecided && isOther ? refuse('debtor-decided') : null;
}
