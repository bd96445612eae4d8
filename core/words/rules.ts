/** What a rule may be about, where the program knows more of the matter than the rule says itself. */
export const SUBJECTS = ['death', 'imprisonment', 'missed-certification'] as const;

export type Subject = (typeof SUBJECTS)[number];

export const SEVERITIES = ['high', 'medium', 'low'] as const;

/** How far a rule has come: written, tried on every night without a case, counting, or asked no more. */
export const RULE_STAGES = ['draft', 'shadow', 'live', 'retired'] as const;

export type RuleStage = (typeof RULE_STAGES)[number];
