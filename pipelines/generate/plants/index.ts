import type { County } from '../county.ts';
import { plantHolderMismatch, plantSharedAccount } from './account.ts';
import { plantArrearsDue, plantOverdueStillPaid } from './certification.ts';
import { plantCertifiedAfterDeath, plantPaidAfterDeath } from './deceased.ts';
import { plantEmployeePension, plantPaidTwice } from './dual-benefit.ts';
import { plantAmounts, plantPaidBeforeSixty, plantRegistrationCancelled } from './eligibility.ts';
import { plantFuneralGrants, plantGrantNeverPaid } from './funeral-grant.ts';
import { plantInvalidResidentIds, plantOneIdTwoPeople, plantOnePersonTwoIds } from './identity.ts';
import { plantImprisonment } from './imprisonment.ts';
import { plantLeads } from './leads.ts';
import { plantLandLoss, plantPaidOnBehalf } from './subsidies.ts';
import { plantWorkedAmounts } from './worked.ts';

const PLANTS: readonly ((county: County, tag: string) => void)[] = [
  plantPaidAfterDeath,
  plantCertifiedAfterDeath,
  plantImprisonment,
  plantEmployeePension,
  plantPaidTwice,
  plantPaidBeforeSixty,
  plantAmounts,
  plantRegistrationCancelled,
  plantOverdueStillPaid,
  plantArrearsDue,
  plantInvalidResidentIds,
  plantOneIdTwoPeople,
  plantOnePersonTwoIds,
  plantSharedAccount,
  plantHolderMismatch,
  plantFuneralGrants,
  plantPaidOnBehalf,
  plantLandLoss,
  plantGrantNeverPaid,
];

/** Every rule's violations and neighbours, `copies` times over, each with people of its own. */
export function plantAll(county: County, copies: number): void {
  plantWorkedAmounts(county);
  for (let copy = 1; copy <= copies; copy++) {
    for (const plant of PLANTS) plant(county, copy === 1 ? '' : `-${copy}`);
  }
  plantLeads(county);
}
