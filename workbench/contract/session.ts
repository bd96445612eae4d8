import { z } from 'zod';
import { ROLES } from '../../casework/roles.ts';
import { endpoint } from './endpoint.ts';
import { instant } from './fields.ts';

const grant = z.object({ role: z.enum(ROLES), level: z.int().nullable(), township: z.string().nullable() });

export const sessionAnswer = z.object({
  user_id: z.string(),
  display_name: z.string(),
  grants: z.array(grant),
  /** Goes back in the header `x-hedui-token` with everything that changes something. */
  token: z.string(),
  must_change_password: z.boolean(),
  /** What is proved beside the password; `missing` where the role asks for it and there is none yet. */
  second_factor: z.enum(['none', 'missing', 'app', 'codes']),
  /** One-time codes that are left on the sheet. */
  codes_left: z.int(),
  is_locked: z.boolean(),
  idle_minutes: z.int(),
  /** The page they land on after signing in. */
  landing: z.string().nullable(),
  /** The pages this user may open, in the order of the side bar. */
  pages: z.array(z.object({ page: z.string(), group: z.enum(['work', 'look', 'data', 'watch']) })),
  /** The endpoints this user may call. */
  rights: z.array(z.string()),
  last_login: z.object({ at: instant, address: z.string() }).nullable(),
  /** From where this session comes; part of the watermark. */
  address: z.string(),
});

export type Session = z.infer<typeof sessionAnswer>;

/** Where the browser goes to sign on by the office's provider; no endpoint, for it answers with the way there. */
export const SIGN_ON = '/api/sign-on';

/** Why signing on came to nothing, as the address says it with which somebody comes back. */
export const SIGN_ON_REFUSALS = ['away', 'failed', 'no-account', 'second-factor'] as const;

export const officeAnswer = z.object({
  office: z.string(),
  is_demo: z.boolean(),
  /** The published build that everybody reads; null before the first night. */
  published: z.object({ run: z.int(), as_of: z.string(), published_at: instant }).nullable(),
  /** The last night was not published: what is shown is older than it should be. */
  is_behind: z.boolean(),
  password_min_length: z.int(),
  /** Some sign in with a code beside the password. */
  asks_code: z.boolean(),
  /** What the button for signing on by the office's provider says; null where there is none. */
  sign_on: z.string().nullable(),
});

export const session = {
  login: endpoint({
    id: 'session.login',
    method: 'post',
    path: '/session',
    summary: 'Sign in',
    body: z.object({
      user: z.string().min(1).max(100),
      password: z.string().min(1).max(500),
      /** Of the telephone or of the sheet; left out by whoever has neither. */
      code: z.string().max(40).default(''),
    }),
    answer: sessionAnswer,
  }),
  read: endpoint({
    id: 'session.read',
    method: 'get',
    path: '/session',
    summary: 'Who is signed in, and what they may do',
    answer: sessionAnswer,
  }),
  trying: endpoint({
    id: 'session.trying',
    method: 'get',
    path: '/session/trying',
    summary: 'How far what one is trying has come',
    /** Nights done of all, the day of the last one, seconds that are left; null where no night is done yet. */
    answer: z.object({ nights: z.string().nullable() }),
  }),
  logout: endpoint({
    id: 'session.logout',
    method: 'delete',
    path: '/session',
    summary: 'Sign out',
  }),
  lock: endpoint({
    id: 'session.lock',
    method: 'post',
    path: '/session/lock',
    summary: 'Lock the screen until the password is given again',
  }),
  unlock: endpoint({
    id: 'session.unlock',
    method: 'post',
    path: '/session/unlock',
    summary: 'Unlock with the password',
    body: z.object({ password: z.string().min(1).max(500) }),
    answer: sessionAnswer,
  }),
  changePassword: endpoint({
    id: 'session.change-password',
    method: 'put',
    path: '/session/password',
    summary: "Change one's own password",
    body: z.object({ password: z.string().min(1).max(500), new_password: z.string().min(1).max(500) }),
    answer: sessionAnswer,
  }),
  beginSecondFactor: endpoint({
    id: 'session.begin-second-factor',
    method: 'post',
    path: '/session/second-factor',
    summary:
      'A new secret for the application on a telephone; whoever has a second factor proves it once more',
    body: z.object({ password: z.string().min(1).max(500), code: z.string().max(40).default('') }),
    answer: z.object({ secret: z.string(), uri: z.string() }),
  }),
  setSecondFactor: endpoint({
    id: 'session.set-second-factor',
    method: 'put',
    path: '/session/second-factor',
    summary: 'Take the new secret into use by a code of it, or a printed sheet of codes alone',
    body: z.object({ code: z.string().max(40).nullable() }),
    /** The codes stand nowhere else and are shown once. */
    answer: z.object({ codes: z.array(z.string()), session: sessionAnswer }),
  }),
  office: endpoint({
    id: 'session.office',
    method: 'get',
    path: '/office',
    summary: 'The office and the build that everybody reads',
    answer: officeAnswer,
  }),
};
