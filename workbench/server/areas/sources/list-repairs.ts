import {
  confirmIdRepair,
  listIdRepairs,
  revokeIdRepair,
} from '../../../../casework/id-repairs/id-repairs.ts';
import { maskName, maskResidentId } from '../../../../core/mask.ts';
import { differingCharacters } from '../../../../explanation/difference.ts';
import type { Asking, Desk } from '../../desk.ts';
import { notFound } from '../../refused.ts';
import { listProposals, type RepairProposal, repairKey, repairSubject } from './number-repairs.ts';

/** Every proposal with what people decided; the numbers are masked, but never where they differ. */
export function listRepairs(desk: Desk) {
  return desk.reader.use(async (build) => {
    const adopted = new Set(listIdRepairs(desk.ledger).map(repairKey));
    const proposals = await listProposals(build);
    return {
      repairs: proposals.map((proposal) => ({
        proposal_id: proposal.proposal_id,
        name: maskName(proposal.name),
        ...showDifference(proposal),
        repair: proposal.repair,
        file: proposal.file,
        is_adopted: adopted.has(repairKey(repairSubject(proposal))),
      })),
    };
  });
}

/** Adopts a proposal, or takes that back. The next run uses it; what was received stays as it came. */
export async function decideRepair(
  { desk, user, via }: Asking,
  proposalId: string,
  { is_adopted: isAdopted, reason }: { is_adopted: boolean; reason: string },
): Promise<undefined> {
  const proposals = await desk.reader.use(listProposals);
  const proposal = proposals.find(({ proposal_id }) => proposal_id === proposalId);
  if (!proposal) notFound({ zh: '没有这条更正建议。', en: 'There is no such proposal.' });
  const about = { ...repairSubject(proposal), reason };
  if (isAdopted) {
    confirmIdRepair(desk.ledger, desk.office, { user, via }, { ...about, resident_id: proposal.proposed });
  } else {
    revokeIdRepair(desk.ledger, desk.office, { user, via }, about);
  }
  return undefined;
}

function showDifference({ damaged, proposed }: RepairProposal): { damaged: string; proposed: string } {
  const { left, right } = differingCharacters(damaged, proposed);
  return { damaged: unmask(damaged, left), proposed: unmask(proposed, right) };
}

function unmask(number: string, ranges: readonly (readonly [number, number])[]): string {
  return Array.from(maskResidentId(number), (masked, index) =>
    ranges.some(([from, to]) => index >= from && index < to) ? (number[index] ?? masked) : masked,
  ).join('');
}
