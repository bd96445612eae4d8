/** What kind of record is looked for: what was done, who saw whom, what left the house, who came in. */
export const AUDIT_KINDS = ['operations', 'views', 'exports', 'logins'] as const;

export type AuditKind = (typeof AUDIT_KINDS)[number];
