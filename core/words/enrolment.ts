/** Where a registered person stands, as the figures of the coverage count them. */
export const STANDINGS_OF_ENROLMENT = {
  registered: { zh: '在册满16周岁', en: 'registered, sixteen and over' },
  insured: { zh: '参保', en: 'insured' },
  drawing: { zh: '领取待遇', en: 'drawing a pension' },
  other_scheme: { zh: '其他制度', en: 'in another scheme' },
  excluded: { zh: '不需参保', en: 'need not be insured' },
  gone: { zh: '死亡、注销、退保', en: 'dead, cancelled or paid back' },
  held: { zh: '待释义', en: 'waiting for a word' },
  nowhere: { zh: '未见参保', en: 'insured nowhere' },
} as const;

export type EnrolmentFigure = keyof typeof STANDINGS_OF_ENROLMENT;

export const ENROLMENT_FIGURES = Object.keys(STANDINGS_OF_ENROLMENT) as [
  EnrolmentFigure,
  ...EnrolmentFigure[],
];
