import { timingSafeEqual } from 'node:crypto';
import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { refuseWithoutRight, standingsOf } from '../../casework/acts/who-may.ts';
import { exitOf } from '../../casework/exits/exits.ts';
import { narrowed, refuseExit } from '../../casework/exits/let-out.ts';
import { mustChangePassword } from '../../casework/reads/users/logins.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import type { User } from '../../casework/roles.ts';
import { refuseWithoutFactor } from '../../casework/users/second-factor.ts';
import { inTurn } from '../../storage/ledger/transaction.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { errorAnswer } from '../contract/fields.ts';
import { clientAddress, isSecure } from './client-address.ts';
import type { Asking, Desk } from './desk.ts';
import { faultAnswer } from './error-answers.ts';
import { answerThrough, fileThrough, throughExit } from './exit.ts';
import type { EndpointInput, FileAnswer, Implementation, Send } from './implement.ts';
import { mediaTypeOf } from './media-types.ts';
import { Refused, throwRefused } from './refused.ts';
import type { Session } from './security/sessions.ts';
import { COOKIE, writeCookie } from './session-cookie.ts';
import type { Variables, WorkbenchApp } from './workbench-app.ts';

export const TOKEN_HEADER = 'x-hedui-token';
/** A page asks again by itself for what changes; that is not a hand on the keyboard. */
const BACKGROUND_HEADER = 'x-hedui-background';

type Asked = Context<{ Variables: Variables }>;

/** Puts an endpoint at its address: rights first, then the shapes of what came in, then the code, then the shape of the answer. */
export function mountEndpoint(app: WorkbenchApp, desk: Desk, implementation: Implementation): void {
  const { endpoint } = implementation;
  // it stands before the shapes of what came in: whoever may not ask learns nothing of them
  const checkRights: MiddlewareHandler<{ Variables: Variables }> = async (c, next) => {
    c.set('asking', whoAsks(desk, endpoint, c));
    await next();
  };
  const route = createRoute({ ...describe(endpoint), middleware: checkRights });
  app.openapi(route, (async (c: Asked) => {
    const asking = c.get('asking');
    const input = readInput(c, endpoint);
    if (endpoint.kind === 'events') return answerEvents(desk, implementation, asking, input, c);
    const { ledger } = desk;
    const answer = await inTurn(ledger, () => implementation.handle(asking, { ...input, send: noListener }));
    if (endpoint.kind === 'file')
      return answerFile(await inTurn(ledger, () => fileThrough(asking, endpoint, answer as FileAnswer)));
    if (answer === undefined) return c.body(null, 204);
    const said = endpoint.answer.parse(answer);
    return c.json(
      await inTurn(ledger, () => answerThrough(asking, endpoint, input.params, said) as object),
      200,
    );
  }) as never);
}

const noListener: Send = () => Promise.resolve(false);

function describe(endpoint: Endpoint): RouteConfig {
  const failed = { description: 'Refused', content: { 'application/json': { schema: errorAnswer } } };
  const isEmpty = Object.keys((endpoint.answer as z.ZodObject).shape ?? { any: 1 }).length === 0;
  const body =
    endpoint.body === null
      ? {}
      : endpoint.body === 'upload'
        ? {
            body: {
              content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
            },
          }
        : { body: { content: { 'application/json': { schema: endpoint.body } }, required: true } };
  const answers =
    endpoint.kind === 'file'
      ? {
          200: {
            description: 'A file',
            content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
          },
        }
      : endpoint.kind === 'events'
        ? { 200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } } }
        : isEmpty
          ? { 204: { description: 'Done' } }
          : {
              200: {
                description: 'The answer',
                content: { 'application/json': { schema: endpoint.answer } },
              },
            };
  return {
    method: endpoint.method,
    path: `/api${endpoint.path}`,
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [endpoint.id.split('.')[0] ?? ''],
    request: {
      params: endpoint.params as z.ZodObject,
      query: endpoint.query as z.ZodObject,
      ...(endpoint.body === 'upload' ? {} : body),
    },
    responses: { ...answers, 400: failed, 401: failed, 403: failed, 422: failed, 429: failed, 500: failed },
  } as RouteConfig;
}

function readInput(c: Asked, endpoint: Endpoint): Omit<EndpointInput<unknown, unknown, unknown>, 'send'> {
  const valid = (part: 'param' | 'query' | 'json'): unknown => c.req.valid(part as never);
  return {
    params: valid('param'),
    query: valid('query'),
    body: endpoint.body === null || endpoint.body === 'upload' ? undefined : valid('json'),
    bytes: async () => new Uint8Array(await c.req.arrayBuffer()),
  };
}

/** Who asks, or why they may not: no session, a locked screen, a missing token, a role that lacks the right. */
function whoAsks(desk: Desk, endpoint: Endpoint, c: Asked): Asking {
  const right = desk.rights.endpoints.get(endpoint.id);
  if (right === undefined) throw new Error(`nobody has been given the right to ${endpoint.id}`);
  const address = clientAddress(c, desk.settings);
  const via = `web ${address}`;
  const lettingNothing = () => {
    throw new Error(`nobody is signed in to whom ${endpoint.id} could let anything out`);
  };
  const asking = {
    desk,
    address,
    via,
    language: c.get('language'),
    setCookie: (value: string | null) => writeCookie(c, value, isSecure(c, desk.settings)),
    letOut: lettingNothing,
    letOutOnce: lettingNothing,
  };
  const session = desk.sessions.find(getCookie(c, COOKIE));
  if (right === 'anyone') return { ...asking, session: session as Session, user: NOBODY };
  if (session === null) throw new Refused('signed-out', '请先登录。', 'Sign in first.', 401);
  const user = loadUser(desk.ledger, session.user_id);
  if (user === null || user.is_disabled) {
    desk.sessions.end(session);
    throw new Refused('signed-out', '该用户已停用。', 'This user is disabled.', 401);
  }
  if (endpoint.method !== 'get') checkToken(session, c.req.header(TOKEN_HEADER));
  if (session.is_locked && right !== 'locked') {
    throw new Refused(
      'locked',
      '已锁屏。输入密码继续，未提交的内容还在。',
      'Locked. Enter your password; drafts are kept.',
      423,
    );
  }
  const refusal = refuseWithoutRight(right, standingsOf(desk, user));
  if (refusal !== null) throwRefused(refusal);
  if (right !== 'locked' && c.req.header(BACKGROUND_HEADER) === undefined) desk.sessions.touch(session);
  // a password that somebody else knows signs nothing: it opens the one door where it is changed
  if (
    right !== 'locked' &&
    endpoint.id !== 'session.change-password' &&
    mustChangePassword(desk.ledger, user.user_id)
  ) {
    throw new Refused(
      'password-handed-out',
      '这是管理员代设的口令，请先改成自己的口令。',
      'This password was set by somebody else; set one of your own first.',
      403,
    );
  }
  const isSettingUp = right === 'locked' || session.by_two_factors || SETTING_UP.has(endpoint.id);
  const without = isSettingUp ? null : refuseWithoutFactor(desk, user);
  if (without !== null) throwRefused(without);
  const reader = narrowed(user, right);
  refuseExit(exitOf(endpoint.id), reader);
  return throughExit({ ...asking, session, user: reader }, endpoint);
}

/** What somebody may do before they have a password and a second factor of their own. */
const SETTING_UP: ReadonlySet<string> = new Set([
  'session.change-password',
  'session.begin-second-factor',
  'session.set-second-factor',
]);

const NOBODY: User = { user_id: '', display_name: '', grants: [], delegations: [], is_disabled: true };

function checkToken(session: Session, given: string | undefined): void {
  const wanted = Buffer.from(session.token);
  const got = Buffer.from(given ?? '');
  if (wanted.length === got.length && timingSafeEqual(wanted, got)) return;
  throw new Refused(
    'token-missing',
    '页面已过期，请刷新后再试。',
    'This page is out of date; reload it and try again.',
    403,
  );
}

function answerFile({ name, content, isInline = false }: FileAnswer): Response {
  const disposition = `${isInline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`;
  return new Response(content, {
    headers: {
      'content-type': mediaTypeOf(name),
      'content-disposition': disposition,
      'cache-control': 'no-store',
    },
  });
}

function answerEvents(
  desk: Desk,
  implementation: Implementation,
  asking: Asking,
  input: Omit<EndpointInput<unknown, unknown, unknown>, 'send'>,
  c: Asked,
): Response {
  return streamSSE(
    c,
    async (stream) => {
      const send: Send = async (event, data) => {
        if (stream.aborted || stream.closed) return false;
        await stream.writeSSE({ event, data: JSON.stringify(data) });
        return !stream.aborted;
      };
      await implementation.handle(asking, { ...input, send });
    },
    async (error, stream) => {
      const told = faultAnswer(desk, error, c.req.path);
      await stream.writeSSE({ event: 'failed', data: JSON.stringify(told) });
    },
  );
}
