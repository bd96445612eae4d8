import { checkDigit, isValidResidentId, parseResidentId } from '../../../core/resident-id/index.ts';
import { birthOn, type County, wholeLine } from '../county.ts';
import type { Beneficiary } from '../model.ts';

/** Started after the last window, so that a number nobody can link breaks no other rule. */
const FRESH = { born_on: birthOn(1962, 9, 17), from: 202210 } as const;

type Reason =
  | 'characters'
  | 'fifteen-digit'
  | 'length'
  | 'excel-truncated'
  | 'birth-date'
  | 'region'
  | 'check-digit';

/** One way of spoiling a number for each reason, as clerks and spreadsheets do. */
const SPOIL: Record<Reason, (id: string) => string> = {
  characters: (id) => `${id.slice(0, 10)}O${id.slice(11)}`,
  'fifteen-digit': (id) => id.slice(0, 6) + id.slice(8, 17),
  length: (id) => id.slice(0, 10) + id.slice(11),
  'excel-truncated': (id) => `${id.slice(0, 15)}000`,
  'birth-date': (id) => `${id.slice(0, 12)}39${id.slice(14)}`,
  region: (id) => `59${id.slice(2)}`,
  'check-digit': (id) => id.slice(0, 17) + (id.endsWith('7') ? '4' : '7'),
};

/** Somebody whose number, once spoilt, is wrong for that reason and no earlier one. */
function spoilable(county: County, key: string, reason: Reason): Beneficiary {
  for (let attempt = 0; attempt < 200; attempt++) {
    const born_on = birthOn(1962, 9, county.random.int(1, 28));
    const person = county.draw({ ...FRESH, key, born_on });
    const id = person.resident_id;
    if (parseResidentId(SPOIL[reason](id)).reason === reason) return person;
    county.beneficiaries.pop();
  }
  throw new Error(`no number could be spoilt as ${reason}`);
}

export function plantInvalidResidentIds(county: County, tag: string): void {
  const rule = 'identity/invalid-resident-id';
  for (const reason of Object.keys(SPOIL) as Reason[]) {
    const person = spoilable(county, `invalid-id/${reason}${tag}`, reason);
    person.roster_id = SPOIL[reason](person.resident_id);
    county.expect(rule, person, {
      note: `${reason}; the household register has the true number`,
      facts: { reason, proposed_resident_id: person.resident_id },
    });
  }

  const clean: [string, (id: string) => string, string][] = [
    ['old-region', (id) => id, 'a code of the place before it became a city'],
    ['lower-case', (id) => id.toLowerCase(), 'a lower-case x is cleaned'],
    ['spaces', (id) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`, 'spaces are cleaned'],
    ['full-width', fullWidth, 'full-width digits are cleaned'],
  ];
  for (const [key, write, why] of clean) {
    const person = county.draw({ key: `invalid-id/clean-${key}${tag}` });
    if (key === 'lower-case') endWithX(county, person);
    person.roster_id = write(person.resident_id);
    county.keepSilent(rule, person, why);
  }
}

/** A number of the same person that ends in X: another sequence below the ones handed out. */
function endWithX(county: County, person: Beneficiary): void {
  const stem = person.resident_id.slice(0, 14);
  const parity = person.sex === 'male' ? 1 : 0;
  for (let sequence = 300 + parity; sequence > 0; sequence -= 2) {
    const first17 = stem + String(sequence).padStart(3, '0');
    const id = first17 + checkDigit(first17);
    if (id.endsWith('X') && isValidResidentId(id)) {
      person.resident_id = id;
      return;
    }
  }
  throw new Error(`no number ending in X for ${person.key} of ${county.seed}`);
}

function fullWidth(id: string): string {
  return id.replace(/[0-9X]/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0));
}

export function plantOneIdTwoPeople(county: County, tag: string): void {
  const rule = 'identity/one-id-two-people';
  const note = 'one valid number, two names that are no variants of one another';
  const first = county.draw({ key: `one-id/first${tag}`, sex: 'male', name: '普建忠' });
  const second = county.draw({
    key: `one-id/second${tag}`,
    sex: 'male',
    name: '李文才',
    born_on: first.born_on,
    start_month: first.start_month,
  });
  second.resident_id = first.resident_id;
  second.roster_id = first.resident_id;
  second.is_registered = false;
  county.expect(rule, first, { note });
  county.expect(rule, second, { note });

  const mistaken = county.draw({ key: `one-id/death-form${tag}`, sex: 'female', name: '昂秀英' });
  county.policeDeath({ ...mistaken, name: '毕家兴', sex: 'male' }, '2022-04-09');
  county.expect(rule, mistaken, { note: "her number stands on another person's death record" });
  county.keepSilent('deceased/paid-after-death', mistaken, 'the death record carries another name');

  const variants: [string, string, string, string][] = [
    ['variant', '張国荣', '张国荣', 'a traditional character'],
    ['dot', '毕阿·佳', '毕阿佳', 'a middle dot added'],
    ['space', '李　明', '李明', 'a full-width space'],
  ];
  for (const [key, onRoster, registered, why] of variants) {
    const person = county.draw({ key: `one-id/${key}${tag}`, sex: 'male', name: registered });
    person.roster_name = onRoster;
    county.keepSilent(rule, person, why);
    county.keepSilent('account/holder-mismatch', person, why);
  }
  const renamed = county.draw({ key: `one-id/former-name${tag}`, sex: 'female', name: '普美兰' });
  renamed.former_name = '普小妹';
  renamed.roster_name = '普小妹';
  renamed.holder = '普小妹';
  county.keepSilent(rule, renamed, 'paid under a former name that the register knows');
}

export function plantOnePersonTwoIds(county: County, tag: string): void {
  const rule = 'identity/one-person-two-ids';
  const twoNumbers = (key: string): { person: Beneficiary; former: string } => {
    const person = county.draw({ key: `two-ids/${key}${tag}` });
    const otherBirth = birthOn(Number(person.born_on.slice(0, 4)) - 1, 6, 15);
    const former = county.registry.newResidentId(otherBirth, person.sex);
    person.former_resident_id = former;
    const certified = person.certifications ?? [];
    person.certifications = certified.flatMap((one) => [one, { ...one, resident_id: former }]);
    return { person, former };
  };

  const changed = twoNumbers('changed');
  for (const line of changed.person.lines ?? []) if (line.month <= 202206) line.resident_id = changed.former;
  county.expect(rule, changed.person, {
    note: 'paid under the former number to June and under the present one since',
    also_resident_ids: [changed.former],
  });

  const both = twoNumbers('both');
  const doubled = (both.person.lines ?? []).filter((line) => line.month >= 202210);
  const account = county.registry.newAccount();
  both.person.lines?.push(...doubled.map((line) => ({ ...line, resident_id: both.former, account })));
  county.expect(rule, both.person, { note: 'paid under both numbers', also_resident_ids: [both.former] });
  county.claim(
    'dual-benefit/paid-twice',
    both.person,
    [202210, 202211, 202212],
    // each month stands there twice; one of the two is beyond the largest
    (line) => (line.resident_id === undefined ? 0 : wholeLine(line)),
    'the same person as two-ids/both, settled under both numbers',
    { also_resident_ids: [both.former], needs_linked_ids: true },
  );

  const twin = county.draw({ key: `two-ids/twin-a${tag}`, sex: 'female', name: '王桂仙' });
  const other = county.draw({
    key: `two-ids/twin-b${tag}`,
    sex: 'female',
    name: '王桂兰',
    born_on: twin.born_on,
    township: twin.township,
    village: twin.village,
    household_no: twin.household_no,
    relation: '姐妹',
  });
  county.keepSilent(rule, twin, 'a twin');
  county.keepSilent(rule, other, 'a twin');

  const namesake = { sex: 'male', name: '李家华', born_on: birthOn(1950, 10, 1) } as const;
  for (const [key, township] of [
    ['a', '竹园镇'],
    ['b', '五山乡'],
  ] as const) {
    const person = county.draw({ key: `two-ids/namesake-${key}${tag}`, ...namesake, township });
    county.keepSilent(rule, person, 'a namesake born on the same day, of another place');
  }
}
