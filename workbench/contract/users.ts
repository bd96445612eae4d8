import { z } from 'zod';
import { ROLES, STANDINGS } from '../../casework/roles.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, instant } from './fields.ts';

/** Who works here and as what. Nothing here opens a case. */

const role = z.enum(ROLES);
const standing = z.enum(STANDINGS);

export const grant = z.object({
  role,
  /** For approvers: up to which step they may sign. */
  level: z.int().min(1).max(9).nullable(),
  township: z.string().nullable(),
});

export type Grant = z.infer<typeof grant>;

const proposal = z.object({
  seq: z.int(),
  grants: z.array(grant),
  reason: z.string(),
  proposed_by: z.string(),
  proposed_at: instant,
});

export const userRow = z.object({
  user_id: z.string(),
  display_name: z.string(),
  grants: z.array(grant),
  is_disabled: z.boolean(),
  has_password: z.boolean(),
  /** Must choose a password of their own when they next sign in. */
  must_change_password: z.boolean(),
  /** Waits after wrong passwords, at one address at least, until this moment. */
  locked_until: instant.nullable(),
  /** The administrator who asked for a new password; another one gives it. */
  reset_proposed_by: z.string().nullable(),
  second_factor: z.enum(['app', 'codes']).nullable(),
  /** The administrator who asked to take the second factor away; another one does. */
  factor_reset_proposed_by: z.string().nullable(),
  last_login_at: instant.nullable(),
  /** Cases under investigation that would have to be handed over. */
  cases_in_hand: z.int(),
  proposal: proposal.nullable(),
});

export type UserRow = z.infer<typeof userRow>;

const one = z.object({ user_id: z.string() });
const why = z.object({ reason: z.string().trim().min(1).max(500) });
const given = z.object({
  /** Shown once; the person chooses their own when they first sign in. */
  password: z.string(),
});

export const MATRIX_PARTS = ['pages', 'moves', 'items', 'endpoints'] as const;

export const matrixAnswer = z.object({
  roles: z.array(z.object({ role: standing, title: bilingual })),
  parts: z.array(
    z.object({
      part: z.enum(MATRIX_PARTS),
      rows: z.array(
        z.object({
          key: z.string(),
          title: bilingual,
          roles: z.array(standing),
          /** The approval chain of the document names who signs. */
          by_chain: z.boolean(),
        }),
      ),
    }),
  ),
});

export type Matrix = z.infer<typeof matrixAnswer>;

export const users = {
  list: endpoint({
    id: 'users.list',
    method: 'get',
    path: '/users',
    summary: 'Everybody who has an account',
    answer: z.object({
      users: z.array(userRow),
      /** How many could agree to a change of roles. */
      administrators: z.int(),
      /** The roles that the office gives. */
      roles: z.array(role),
      townships: z.array(z.string()),
    }),
  }),
  add: endpoint({
    id: 'users.add',
    method: 'post',
    path: '/users',
    summary: 'Add a user with a password for the first sign-in',
    body: z.object({
      user_id: z.string().max(200),
      display_name: z.string().trim().max(200),
      grants: z.array(grant).min(1).max(8),
    }),
    answer: given,
  }),
  disable: endpoint({
    id: 'users.disable',
    method: 'post',
    path: '/users/{user_id}/disable',
    summary: 'Take all rights away; refused while cases are in their hands',
    params: one,
    body: why,
  }),
  enable: endpoint({
    id: 'users.enable',
    method: 'post',
    path: '/users/{user_id}/enable',
    summary: 'Give the rights back',
    params: one,
    body: why,
  }),
  resetPassword: endpoint({
    id: 'users.reset-password',
    method: 'post',
    path: '/users/{user_id}/password',
    summary:
      'A new random password, shown once; with another administrator it is proposed first, and given when the other asks for it',
    params: one,
    answer: z.object({ password: z.string().nullable() }),
  }),
  resetSecondFactor: endpoint({
    id: 'users.reset-second-factor',
    method: 'post',
    path: '/users/{user_id}/second-factor',
    summary:
      'Take a lost second factor away; with another administrator it is proposed first, and done when the other asks for it',
    params: one,
    answer: z.object({ removed: z.boolean() }),
  }),
  unlock: endpoint({
    id: 'users.unlock',
    method: 'post',
    path: '/users/{user_id}/unlock',
    summary: 'Lift a lock before its time',
    params: one,
  }),
  propose: endpoint({
    id: 'users.propose-grants',
    method: 'post',
    path: '/users/{user_id}/grants',
    summary: 'Propose other roles; another administrator has to agree',
    params: one,
    body: why.extend({ grants: z.array(grant).min(1).max(8) }),
  }),
  approve: endpoint({
    id: 'users.approve-grants',
    method: 'post',
    path: '/users/{user_id}/grants/approval',
    summary: 'Agree to the roles that another administrator proposed',
    params: one,
    body: z.object({ seq: z.int() }),
  }),
  reject: endpoint({
    id: 'users.reject-grants',
    method: 'post',
    path: '/users/{user_id}/grants/rejection',
    summary: 'Turn a proposal down, or take it back',
    params: one,
    body: why.extend({ seq: z.int() }),
  }),
  matrix: endpoint({
    id: 'users.matrix',
    method: 'get',
    path: '/users/matrix',
    summary: 'Which role may do what',
    answer: matrixAnswer,
  }),
  matrixFile: endpoint({
    id: 'users.matrix-file',
    method: 'get',
    path: '/users/matrix/file',
    summary: 'The same as a file to keep',
    kind: 'file',
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  }),
};
