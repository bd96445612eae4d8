/** Who states what moved, in the order of the sheet. */
export const PARTIES = ['office', 'tax', 'treasury', 'bank'] as const;

export type Party = (typeof PARTIES)[number];

export const PARTY_TITLES: Readonly<Record<Party, { zh: string; en: string }>> = {
  office: { zh: '经办机构', en: 'office' },
  tax: { zh: '税务', en: 'tax office' },
  treasury: { zh: '财政专户', en: 'treasury account' },
  bank: { zh: '银行', en: 'bank' },
};

/** Money that moves one way; the tax office has no part in what is paid out. */
export const FLOWS = ['contribution', 'pension'] as const;

export type Flow = (typeof FLOWS)[number];

export const FLOW_TITLES: Readonly<Record<Flow, { zh: string; en: string }>> = {
  contribution: { zh: '保费征缴', en: 'contributions' },
  pension: { zh: '养老金发放', en: 'pensions' },
};

/** Who has a part in a flow, in the order of the sheet. */
export const partiesOf = (flow: Flow): readonly Party[] =>
  flow === 'pension' ? PARTIES.filter((party) => party !== 'tax') : PARTIES;

export const PARTY_STATES = ['stated', 'waiting', 'none-of-it', 'not-arrived'] as const;

export type PartyState = (typeof PARTY_STATES)[number];

export const PARTY_STATE_TITLES: Readonly<Record<PartyState, { zh: string; en: string }>> = {
  stated: { zh: '已到', en: 'arrived' },
  waiting: {
    zh: '对账单已到，款项用途待释义',
    en: 'a statement arrived, what its lines are for is not known',
  },
  'none-of-it': { zh: '对账单已到，没有这类款项', en: 'a statement arrived and names none of it' },
  'not-arrived': { zh: '未到', en: 'not arrived' },
};

/** Why those who state one flow do not state the same. */
export const DIFFERENCE_REASONS = [
  'in-transit',
  'booking-error',
  'other-money',
  'returned',
  'other',
] as const;

export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];

export const DIFFERENCE_REASON_TITLES: Readonly<Record<DifferenceReason, { zh: string; en: string }>> = {
  'in-transit': { zh: '在途，隔日（隔月）到账', en: 'on its way, booked on another day' },
  'booking-error': { zh: '记账差错，已通知更正', en: 'booked wrongly, correction asked for' },
  'other-money': { zh: '含其他款项', en: 'other money is in it' },
  returned: { zh: '退票、退库未同日入账', en: 'money that came back was booked apart' },
  other: { zh: '其他', en: 'another' },
};
