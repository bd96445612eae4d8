import type { IdRepair } from '../../../../casework/id-repairs/id-repairs.ts';
import { sha256Hex } from '../../../../core/hash.ts';
import { normaliseName } from '../../../../core/names/normalise.ts';
import { parseResidentId } from '../../../../core/resident-id/index.ts';
import { fileNoSql } from '../../../../core/row-number.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';

/** A damaged number and the one that exactly one other record bears out. */
export interface RepairProposal {
  /** Names the proposal without showing it. */
  proposal_id: string;
  name: string;
  damaged: string;
  proposed: string;
  repair: string;
  file: string;
}

/** Every proposal of the published build; numbers in full, for the server only. */
export async function listProposals(build: PublishedBuild): Promise<RepairProposal[]> {
  const rows = await build.rows<Omit<RepairProposal, 'proposal_id'>>(`
    with lone as (
        select person_id, resident_id_raw
        from canonical.id_repair
        group by person_id, resident_id_raw
        having count(distinct proposed_resident_id) = 1
    )
    select
        person.name, id_repair.resident_id_raw as damaged, id_repair.proposed_resident_id as proposed,
        min(id_repair.repair) as repair, coalesce(min(file.name), '') as file
    from canonical.id_repair
    semi join lone on lone.person_id = id_repair.person_id and lone.resident_id_raw = id_repair.resident_id_raw
    inner join canonical.person on person.person_id = id_repair.person_id
    left join file on file.file_no = ${fileNoSql('id_repair.counter_id')}
    group by all
    order by all`);
  return rows.map((row) => ({
    ...row,
    proposal_id: sha256Hex(`${row.damaged}\n${row.name}\n${row.proposed}`).slice(0, 24),
  }));
}

/** Those nobody has decided yet. */
export async function openProposals(
  build: PublishedBuild,
  confirmed: readonly IdRepair[],
): Promise<RepairProposal[]> {
  const taken = new Set(confirmed.map(repairKey));
  return (await listProposals(build)).filter((proposal) => !taken.has(repairKey(repairSubject(proposal))));
}

/** Number and name as the ledger keeps them. */
export function repairSubject({ damaged, name }: Pick<RepairProposal, 'damaged' | 'name'>) {
  return { damaged: parseResidentId(damaged).cleaned, name: normaliseName(name).text };
}

export const repairKey = ({ damaged, name }: Pick<IdRepair, 'damaged' | 'name'>): string =>
  `${damaged}\n${name}`;
