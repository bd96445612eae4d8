import { type Field, LINK_FIELDS } from './fields.ts';
import { BASES, PHRASES } from './phrases.ts';

/** One row of the table that `Linker.link` writes. Weights are bits, rounded to a hundredth before they are added. */
export interface LinkPair {
  readonly left_row: number;
  readonly right_row: number;
  readonly strength: 'confirmed' | 'probable' | 'possible' | 'id_conflict';
  readonly basis: string;
  readonly weight: number | string;
  readonly reason: string;
  readonly name_level: number;
  readonly number_level: number;
  readonly birth_level: number;
  readonly sex_level: number;
  readonly place_level: number;
  readonly contact_level: number;
  readonly prior_weight: number | string;
  readonly name_weight: number | string;
  readonly frequency_weight: number | string;
  readonly number_weight: number | string;
  readonly birth_weight: number | string;
  readonly sex_weight: number | string;
  readonly place_weight: number | string;
  readonly contact_weight: number | string;
  readonly namesake_count: number;
  /** Codes of evidence against the link, joined by commas: alive-after-death, sex, birth. */
  readonly contradictions: string;
  readonly damaged_side: 'left' | 'right' | null;
  readonly proposed_id: string | null;
}

export interface Bar {
  readonly field: Field | 'prior' | 'frequency';
  readonly words: string;
  readonly bits: number;
}

export interface Waterfall {
  readonly basis: string;
  readonly basis_words: string;
  readonly bars: readonly Bar[];
  readonly total: number;
}

const UNCOUNTED: Readonly<Record<Field, string>> = {
  name: '没有姓名可比',
  number: '没有号码可比',
  birth: '出生日期不另计',
  sex: '性别不另计',
  place: '没有住地可比',
  contact: '没有相同的账号或电话',
};

/** The bars of one link, from the prior to the total: what each field adds or takes, in a clerk's words. */
export function drawWaterfall(pair: LinkPair): Waterfall {
  const bars: Bar[] = [
    { field: 'prior', words: '任取两行是同一人的机会', bits: Number(pair.prior_weight) },
    ...LINK_FIELDS.flatMap((field): Bar[] => {
      const bits = Number(pair[`${field}_weight`]);
      const agreed = PHRASES[field][String(pair[`${field}_level`])];
      const words = agreed ?? (field === 'sex' && pair.sex_level === 1 ? '性别相同' : UNCOUNTED[field]);
      const bar: Bar = { field, words, bits };
      if (field !== 'name') return [bar];
      const frequency = Number(pair.frequency_weight);
      return [
        bar,
        { field: 'frequency', words: frequency < 0 ? '这个姓名较常见' : '这个姓名较少见', bits: frequency },
      ];
    }),
  ];
  return {
    basis: pair.basis,
    basis_words: BASES[pair.basis] ?? pair.basis,
    bars,
    total: Math.round(bars.reduce((sum, bar) => sum + bar.bits * 100, 0)) / 100,
  };
}
