/** How somebody was looked for, in the words of the office. */
export const VISIT_METHODS = { home: '入户', video: '视频', phone: '电话', neighbours: '邻里核实' } as const;

export type VisitMethod = keyof typeof VISIT_METHODS;

/** What a visit found. Whoever was not met is neither alive nor dead by it. */
export const VISIT_FINDINGS = ['alive', 'dead', 'not-met'] as const;

export type VisitFinding = (typeof VISIT_FINDINGS)[number];
