import type { z } from 'zod';
import { maskName } from '../../core/mask.ts';
import { isValidResidentId } from '../../core/resident-id/index.ts';
import { isValidSocialCreditCode } from '../../core/social-credit-code.ts';
import type { Debtor } from '../case-events.ts';
import { type CaseState, currentNotice } from '../case-state.ts';
import { approvedVersion } from '../money.ts';
import { isBeneficiary, isSameDebtor, refuseDeadAddressee } from '../parties.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { type CommandContext, type CommandResult, defineCommand } from './command.ts';
import { inputShapeOf } from './fields.ts';
import { proposeDocument } from './propose.ts';

const input = inputShapeOf('name-debtor');

type Named = z.output<typeof input>;

/**
 * Says who owes, a person or an office, with a number that can be. What is not said of somebody else is not known:
 * nothing is taken over from the beneficiary. Who owes and how much is one decision: where an amount was put to the chain or
 * approved, another debtor puts the same amount to it anew, and whatever was signed of it is signed again.
 */
export const nameDebtor = defineCommand({
  move: 'name-debtor',
  input,
  handle: (context, state, named) => {
    const debtor = debtorOf(named, state);
    const refusal = refuseNumber(named, debtor, state) ?? refuseDeadAddressee({ ...state, debtor });
    if (refusal !== null) return refusal;
    const proposed = isSameDebtor(state.debtor, debtor) ? [] : proposeAnew(context, state);
    if (!Array.isArray(proposed)) return proposed;
    return [{ type: 'DebtorNamed', payload: { debtor } }, ...proposed];
  },
});

/** The amount that waits for signatures, or else the one in force, put to the chain anew against another debtor. */
function proposeAnew(context: CommandContext, state: CaseState): CommandResult {
  const present =
    state.amounts.findLast(({ status }) => status === 'proposed') ?? approvedVersion(state.amounts);
  if (present === null) return [];
  const notice = currentNotice(state);
  if (notice !== null) {
    return refuse('debtor-decided', { number: notice.notice_number, name: maskName(state.debtor.name) });
  }
  const { lines, adjustments, struck, assessed_fen, fixed_by } = present;
  const earlier = state.documents.findLast((one) => one.version === present.version)?.ground ?? '';
  // who was meant before and who is now, each paper says by itself, masked where it has to be
  const change = '退款义务人变更，同额重新报批';
  const version = state.amounts.length + 1;
  const proposed = proposeDocument(context, state, {
    ...{ kind: 'decision', amount_fen: assessed_fen, version, makers: [fixed_by] },
    ground: [...new Set([...earlier.split('；'), change])].filter((part) => part !== '').join('；'),
  });
  if (!Array.isArray(proposed)) return proposed;
  const payload = {
    ...{ version, lines, adjustments, assessed_fen, to: 'substantiated' as const },
    ...(struck.length === 0 ? {} : { struck }),
  };
  return [{ type: 'AmountFixed', payload }, ...proposed];
}

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
  const office = is_office ?? known?.is_office ?? isOfficeCode(named.resident_id);
  const from = { ...known?.sources, ...sources };
  return {
    ...{ name: named.name, relation, ...said },
    ...(telephone === null ? {} : { phone: telephone }),
    ...(office ? { is_office: true } : {}),
    ...(Object.keys(from).length === 0 ? {} : { sources: from }),
  };
}

/** A number that a company can have and no person: whose it is need not be said. */
function isOfficeCode(number: string | null): boolean {
  return number !== null && isValidSocialCreditCode(number) && !isValidResidentId(number);
}

function refuseNumber(
  { resident_id, relation }: Named,
  { is_office }: Debtor,
  { person }: CaseState,
): CommandRefusal | null {
  if (resident_id === null) return null;
  if (is_office === true) return isValidSocialCreditCode(resident_id) ? null : refuse('debtor-code-wrong');
  if (!isValidResidentId(resident_id)) return refuse('debtor-number-wrong');
  return !isBeneficiary({ relation }) && resident_id === person.resident_id
    ? refuse('debtor-is-beneficiary')
    : null;
}
