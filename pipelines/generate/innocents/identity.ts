import type { Beneficiary } from '../model.ts';
import type { Innocent, InnocentCounty } from './innocent-county.ts';
import { DESTROYED, slipDigit, slipName } from './slips.ts';

const INVALID = 'identity/invalid-resident-id';

/** The roster has an impossible number for this person, in all months or in some. */
function misnumbered(
  spoil: (county: InnocentCounty, id: string) => string,
  months: readonly number[] | 'all',
): Innocent {
  return (county, key) => {
    const person = county.draw({ key });
    const spoilt = spoil(county, person.resident_id);
    if (months === 'all') person.roster_id = spoilt;
    for (const line of person.lines ?? []) {
      if (months !== 'all' && months.includes(line.month)) line.resident_id = spoilt;
    }
    county.isTrueOfTheList(INVALID, person, 'the number on the roster cannot be');
  };
}

/** Two people who are alike in everything but themselves. */
function alike(wish: (one: Beneficiary) => { name: string; isHousehold: boolean }): Innocent {
  return (county, key) => {
    const one = county.draw({ key: `${key}/one` });
    const { name, isHousehold } = wish(one);
    const { born_on, sex } = one;
    const home = isHousehold
      ? { township: one.township, village: one.village, household_no: one.household_no, relation: '兄弟姐妹' }
      : {};
    county.draw({ key: `${key}/other`, born_on, sex, name, ...home });
  };
}

function heldBy(holder: (county: InnocentCounty, person: Beneficiary) => string): Innocent {
  return (county, key) => {
    const person = county.draw({ key });
    person.holder = holder(county, person);
  };
}

export const INNOCENT_OF_ANOTHER_NAME: Record<string, Innocent> = {
  'roster-number-slipped': misnumbered((county, id) => slipDigit(county.random, id), 'all'),
  'roster-number-slipped-once': misnumbered((county, id) => slipDigit(county.random, id), [202207]),
  'roster-number-destroyed': misnumbered(() => DESTROYED, [202205, 202207, 202211]),
  'roster-number-of-fifteen': misnumbered((_, id) => id.slice(0, 6) + id.slice(8, 17), 'all'),
  'roster-name-slipped': (county, key) => {
    const person = county.draw({ key });
    person.roster_name = slipName(person.name);
  },
  renamed: (county, key) => {
    const person = county.draw({ key, sex: 'female' });
    person.former_name = `${person.name.slice(0, 1)}小妹`;
    person.roster_name = person.former_name;
    if (county.random.chance(0.5)) person.holder = person.former_name;
  },
  'namesakes-both-drawing': alike(({ name }) => ({ name, isHousehold: false })),
  'twins-both-drawing': alike(({ name }) => ({ name: slipName(name), isHousehold: true })),
  'account-of-the-spouse': (county, key) => {
    const husband = county.draw({ key: `${key}/husband`, sex: 'male' });
    const { township, village, household_no, account } = husband;
    const wife = county.draw({
      key,
      sex: 'female',
      township,
      village,
      household_no,
      account,
      relation: '配偶',
    });
    wife.holder = husband.name;
  },
  'account-of-a-child': heldBy((county, person) => county.relativeOf(person, '儿子').name),
  'account-name-slipped': heldBy((_, person) => slipName(person.name)),
};
