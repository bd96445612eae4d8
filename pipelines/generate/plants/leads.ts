import type { County } from '../county.ts';
import type { LeadAnswer } from '../model.ts';

interface Item {
  /** Whom the item is about, by the key of the plant; null for somebody nobody here knows. */
  key: string | null;
  kind: string;
  alleged_on: string | null;
  told_by: string;
  answer: LeadAnswer;
}

const DEAD = { kind: '死亡人员继续领取待遇', told_by: '公安' } as const;
const PRISON = { kind: '服刑人员领取待遇', told_by: '法院' } as const;
const DUAL = { kind: '跨险种重复领取', told_by: '人社' } as const;

const SIXTH: readonly Item[] = [
  { ...DEAD, key: 'worked/1', alleged_on: '2022-05-31', answer: 'supported' },
  { ...DEAD, key: 'paid-after-death/concealed', alleged_on: '2022-01-01', answer: 'supported' },
  { ...DEAD, key: 'paid-after-death/namesake', alleged_on: '2022-02-08', answer: 'not-supported' },
  { ...PRISON, key: 'imprisonment/life', alleged_on: '2022-07-01', answer: 'supported' },
  { ...PRISON, key: 'imprisonment/parole', alleged_on: '2016-06-01', answer: 'not-supported' },
  { ...DUAL, key: 'employee-pension/still-both', alleged_on: '2022-03-01', answer: 'supported' },
  { ...DUAL, key: 'employee-pension/insured', alleged_on: '2022-03-01', answer: 'not-supported' },
  { ...DEAD, key: null, alleged_on: '2022-03-11', answer: 'cannot-match' },
];

const SEVENTH: readonly Item[] = [
  { ...DEAD, key: 'paid-after-death/concealed', alleged_on: '2022-01-01', answer: 'supported' },
  { ...DEAD, key: 'paid-after-death/cremation-only', alleged_on: '2022-04-20', answer: 'supported' },
  { ...DEAD, key: 'paid-after-death/last-day', alleged_on: '2022-05-31', answer: 'not-supported' },
  { ...DUAL, key: null, alleged_on: '2021-12-01', answer: 'cannot-match' },
];

export const LEAD_BATCHES = ['2022年第6批', '2022年第7批'] as const;

/** Two batches handed down from above; one person recurs in both. */
export function plantLeads(county: County): void {
  for (const [at, items] of [SIXTH, SEVENTH].entries()) {
    for (const [place, item] of items.entries()) {
      const known = county.beneficiaries.find((person) => person.key === item.key);
      const who = known ?? county.registry.newResident({ born_on: county.settledBirth() });
      const months = 1 + (place % 4);
      county.leads.push({
        batch: LEAD_BATCHES[at] ?? '',
        item: place + 1,
        kind: item.kind,
        name: who.name,
        resident_id: who.resident_id,
        alleged_on: item.alleged_on,
        told_by: item.told_by,
        months,
        amount_fen: months * 11_800,
        answer: item.answer,
      });
    }
  }
}
