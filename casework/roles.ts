/** What a person may be in the office; rights follow from the table of transitions. */
export const ROLE_TITLES = {
  supervisor: { zh: '基金监督', en: 'supervisor' },
  investigator: { zh: '稽核', en: 'investigator' },
  approver: { zh: '审批', en: 'approver' },
  cashier: { zh: '出纳', en: 'cashier' },
  manager: { zh: '分管领导', en: 'manager' },
  auditor: { zh: '审计', en: 'auditor' },
  administrator: { zh: '系统管理员', en: 'administrator' },
  'security-administrator': { zh: '安全管理员', en: 'security administrator' },
  'audit-administrator': { zh: '审计管理员', en: 'audit administrator' },
  clerk: { zh: '乡镇经办', en: 'township clerk' },
} as const;

/** Roles whose work cannot be divided by places: the account, the chain and the users are the whole office's. */
export const WITHOUT_TOWNSHIP: ReadonlySet<Role> = new Set<Role>([
  'cashier',
  'auditor',
  'administrator',
  'security-administrator',
  'audit-administrator',
]);

/** Who keeps the system, its users or its records holds no other role. */
export const APART: ReadonlySet<Role> = new Set<Role>([
  'administrator',
  'security-administrator',
  'audit-administrator',
]);

export type Role = keyof typeof ROLE_TITLES;

export const ROLES = Object.keys(ROLE_TITLES) as [Role, ...Role[]];

/** Who finds out and decides; a clerk in one township, which the grant names. */
export const INVESTIGATORS: readonly Role[] = ['investigator', 'clerk'];

/**
 * What somebody may be today: a role they were given, one who signs in the name of an approver for a while, or an administrator
 * of an office that does not keep its three administrators apart.
 */
export const STANDINGS = [...ROLES, 'delegate', 'joined-administrator'] as const;

export type Standing = (typeof STANDINGS)[number];

/** One role of one user; a township narrows it to the people of that place. */
export interface Grant {
  role: Role;
  /** For approvers: up to which step of a chain they may sign. */
  level: number | null;
  township: string | null;
}

/** Somebody signs in another's name for a time. */
export interface Delegation {
  to_user: string;
  from_on: string;
  until_on: string;
}

export interface User {
  user_id: string;
  display_name: string;
  grants: readonly Grant[];
  delegations: readonly Delegation[];
  is_disabled: boolean;
}

/** The grants with which a user may act as one of these roles on somebody of this township. */
export function grantsFor(user: User, roles: readonly Role[], township: string | null): Grant[] {
  if (user.is_disabled) return [];
  return user.grants.filter(
    (grant) => roles.includes(grant.role) && (grant.township === null || grant.township === township),
  );
}

/** Whether somebody may find out about people of this township. */
export function canInvestigate(user: User, township: string | null): boolean {
  return grantsFor(user, INVESTIGATORS, township).length > 0;
}

export function hasRole(user: User, role: Role): boolean {
  return hasOneOf(user, [role]);
}

export function hasOneOf(user: User, roles: readonly Role[]): boolean {
  return !user.is_disabled && user.grants.some(({ role }) => roles.includes(role));
}
