/** How far money that is owed to a person has come; it is part of no claim. */
export const OWED_STEPS = ['found', 'signed', 'paid', 'acknowledged'] as const;

export type OwedStep = (typeof OWED_STEPS)[number];

export const OWED_STEP_TITLES: Readonly<Record<OwedStep, { zh: string; en: string }>> = {
  found: { zh: '尚待补发', en: 'still to be made good' },
  signed: { zh: '已审批、待支付', en: 'signed, to be paid' },
  paid: { zh: '已支付、待签收', en: 'paid, to be acknowledged' },
  acknowledged: { zh: '已签收', en: 'acknowledged' },
};
