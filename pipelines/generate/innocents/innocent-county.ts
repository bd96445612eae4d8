import { County } from '../county.ts';
import type { Beneficiary, PoliceRecord, Resident } from '../model.ts';

/** A county in which nobody did anything: what is found in it, beyond what is true of the lists, is a false accusation. */
export class InnocentCounty extends County {
  /** Records taken back, which the police send in a list of their own. */
  readonly restored: PoliceRecord[] = [];

  /** A relative of the same household, on the register only. */
  relativeOf(person: Beneficiary, relation: string): Resident {
    const { household_no, township, village, name } = person;
    const relative = this.registry.newResident({
      born_on: this.youngBirth(),
      relation,
      household_no,
      township,
      village,
    });
    relative.name = name.slice(0, 1) + relative.name.slice(-1);
    this.others.push(relative);
    return relative;
  }

  /** The list itself is wrong about this person, and saying so accuses nobody. */
  isTrueOfTheList(rule_id: string, person: Beneficiary | Resident, note: string): void {
    this.expect(rule_id, person, { note });
  }
}

/** Adds one innocent person, or one family, of a kind; `key` names them and is nobody else's. */
export type Innocent = (county: InnocentCounty, key: string) => void;
