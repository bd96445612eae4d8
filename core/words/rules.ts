/** What a rule may be about, where the program knows more of the matter than the rule says itself. */
export const SUBJECTS = ['death', 'imprisonment', 'missed-certification'] as const;

export type Subject = (typeof SUBJECTS)[number];

export const SEVERITIES = ['high', 'medium', 'low'] as const;
