/** Where a registered person stands, as the figures of the coverage count them; `gone` is dead, cancelled or paid back. */
export const ENROLMENT_FIGURES = [
  'registered',
  'insured',
  'drawing',
  'other_scheme',
  'excluded',
  'gone',
  'held',
  'nowhere',
] as const;

/** The lists without which nobody can be counted. */
export const ENROLMENT_LISTS = ['household', 'insured-roster'] as const;

export type EnrolmentList = (typeof ENROLMENT_LISTS)[number];

export type EnrolmentFigure = (typeof ENROLMENT_FIGURES)[number];
