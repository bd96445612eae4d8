import { checkDigit } from '../../core/resident-id/index.ts';
import type { Registration, Resident } from './model.ts';
import { fullName, type Sex } from './names.ts';
import { HOME_REGION, OTHER_REGIONS, TOWNSHIPS } from './places.ts';
import type { Random } from './random.ts';

const DAY_MS = 86_400_000;
const EPOCH = Date.parse('1900-01-01T00:00:00Z');
const HIGHEST_SEQUENCE = 999;

export const REGISTERED: Registration = { status: '正常', kind: '', changed_on: null };

export interface ResidentRequest {
  born_on: string;
  sex?: Sex;
  name?: string;
  township?: string;
  village?: string;
  household_no?: string;
  relation?: string;
}

/** By what the numbers of one county's people and accounts differ from another's. */
export interface CountyMark {
  /** First six digits of those who were numbered there. */
  region: string;
  /** Five digits of its bank's accounts. */
  branch: string;
}

/** The county of the samples. */
const MILE: CountyMark = { region: HOME_REGION, branch: '00000' };

/**
 * Hands out people: numbers, names, households and accounts that nobody else has.
 * Sequences run downwards from 999, so that a small county stays within 996–999, which no living
 * person of these ages carries; a large one has more people than those and goes on below.
 */
export class Registry {
  readonly #home: CountyMark;
  readonly #given = new Uint16Array(2 * 60_000);
  readonly #nameAndBirth = new Set<string>();
  readonly #random: Random;
  #households = 0;
  #accounts = 0;

  constructor(random: Random, home: CountyMark = MILE) {
    this.#random = random;
    this.#home = home;
  }

  newHousehold(): string {
    this.#households += 1;
    return `5325${String(this.#households).padStart(8, '0')}`;
  }

  newAccount(): string {
    this.#accounts += 1;
    return `62319${this.#home.branch}${String(this.#accounts).padStart(9, '0')}`;
  }

  /** A person whose name and birth date together are nobody else's, unless a name is wished for. */
  newResident(request: ResidentRequest): Resident {
    const sex = request.sex ?? (this.#random.chance(0.5) ? 'male' : 'female');
    const township = request.township ?? this.#random.pick(TOWNSHIPS).name;
    const village =
      request.village ??
      this.#random.pick(TOWNSHIPS.find((place) => place.name === township)?.villages ?? ['']);
    return {
      name: request.name ?? this.#unusedName(sex, request.born_on),
      resident_id: this.newResidentId(request.born_on, sex),
      born_on: request.born_on,
      sex,
      township,
      village,
      household_no: request.household_no ?? this.newHousehold(),
      relation: request.relation ?? '户主',
      registration: REGISTERED,
      former_name: '',
      former_resident_id: '',
    };
  }

  newResidentId(born_on: string, sex: Sex): string {
    // those who settled in one county of several would carry the numbers of another's own people
    const isOwn = this.#random.chance(0.93) || this.#home !== MILE;
    const region = isOwn ? this.#home.region : this.#random.pick(OTHER_REGIONS);
    const first17 = region + born_on.replaceAll('-', '') + this.#nextSequence(born_on, sex);
    return first17 + checkDigit(first17);
  }

  /** One count for all regions: no two people share the birth date and the sequence. */
  #nextSequence(born_on: string, sex: Sex): string {
    const day = Math.round((Date.parse(`${born_on}T00:00:00Z`) - EPOCH) / DAY_MS);
    const slot = day * 2 + (sex === 'male' ? 1 : 0);
    const already = this.#given[slot] ?? 0;
    this.#given[slot] = already + 1;
    const sequence = (sex === 'male' ? HIGHEST_SEQUENCE : HIGHEST_SEQUENCE - 1) - 2 * already;
    if (sequence < 1) throw new Error(`no number left for births on ${born_on}`);
    return String(sequence).padStart(3, '0');
  }

  #unusedName(sex: Sex, born_on: string): string {
    for (;;) {
      const name = fullName(this.#random, sex);
      const taken = `${name}|${born_on}`;
      if (this.#nameAndBirth.has(taken)) continue;
      this.#nameAndBirth.add(taken);
      return name;
    }
  }
}
