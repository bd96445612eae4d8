import type { Warehouse } from '../storage/warehouse/database.ts';
import { EVERYBODY } from './everybody.ts';

/** Somebody whom the register keeps in the same household. */
export interface HouseholdMember {
  name: string;
  resident_id: string | null;
  record_id: number;
}

const GROWN_UP = 18;

/**
 * Grown-up people of the household that the register keeps somebody in, as of a year. Nobody whom any list reports dead, and
 * nobody whose row is only perhaps theirs.
 */
export function householdMembers(
  build: Pick<Warehouse, 'rows'>,
  personId: string,
  year: number,
): Promise<HouseholdMember[]> {
  return build.rows<HouseholdMember>(
    `select member.name, member.resident_id, min(other.record_id) as record_id
     from canonical.household_member as own
     inner join canonical.household_member as other
         on other.household_no = own.household_no and other.person_id <> own.person_id
     inner join ${EVERYBODY} as member on member.person_id = other.person_id
     where
         own.person_id = $person and own.match_strength <> 'possible' and other.match_strength <> 'possible'
         and member.name is not null
         and year(cast(member.born_on as date)) + ${GROWN_UP} <= $year
         and other.person_id not in (select person_id from canonical.death_record where not is_revoked)
     group by member.name, member.resident_id, other.person_id
     order by record_id`,
    { person: personId, year },
  );
}
