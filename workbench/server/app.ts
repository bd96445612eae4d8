import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { rateLimiter } from 'hono-rate-limiter';
import { z } from 'zod';
import { businessDay } from '../../casework/business-day.ts';
import { sayShape } from '../../casework/refuse-shape.ts';
import { maskFault } from '../../core/mask-fault.ts';
import { DAY_HEADER } from '../contract/endpoint.ts';
import { clientAddress } from './client-address.ts';
import { serveClient } from './client-files.ts';
import type { Desk } from './desk.ts';
import { answerError } from './error-answers.ts';
import type { Implementation } from './implement.ts';
import { mountEndpoint } from './mount-endpoint.ts';
import { strictHeaders } from './security/headers.ts';
import { COOKIE } from './session-cookie.ts';
import { mountSignOn } from './sign-on/routes.ts';
import type { Variables, WorkbenchApp } from './workbench-app.ts';

const JSON_LIMIT = 1024 * 1024;
const MINUTE = 60_000;
/** Requests by which somebody gets in. */
const SIGN_IN = /^(?:POST \S*\/session(?:\/unlock)?|GET \S*\/sign-on(?:\/back)?)$/;

/** The whole web application: what stands before every request, then every endpoint, then the pages. */
export function buildApp(desk: Desk, implementations: readonly Implementation[], dist: string): WorkbenchApp {
  const app: WorkbenchApp = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (!result.success) return c.json(badRequest(result.error as z.ZodError), 400);
    },
  });
  app.use(strictHeaders());
  app.use('/api/*', keepNowhere);
  app.use('/api/*', limitRequests(desk));
  app.use('/api/*', chooseLanguage);
  app.use('/api/*', sayDay(desk));
  app.use('/api/*', limitBodies(desk));
  app.onError((error, c) => answerError(desk, error, c));
  for (const implementation of implementations) mountEndpoint(app, desk, implementation);
  mountSignOn(app, desk);
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Hedui 核对',
      version: '1',
      description: 'The workbench. Money is in fen, months are YYYYMM.',
    },
    servers: [{ url: '/' }],
  });
  app.all('/api/*', (c) => c.json(unknownAddress, 404));
  serveClient(app, dist);
  app.notFound((c) => c.json(unknownAddress, 404));
  return app;
}

const unknownAddress = {
  error: { code: 'not-found', zh: '没有这个地址。', en: 'There is nothing at this address.' },
};

/** In words for whoever looks at the page; in those of the validator for whoever writes a program. */
function badRequest(problem: z.ZodError) {
  const { zh, en } = sayShape(problem);
  return {
    error: {
      code: 'invalid-request',
      zh: `没有办成：${zh}。请改好再试；改不了的，请刷新页面。`,
      en: `Not done: ${en}. Put it right and try again, or reload the page.`,
      detail: maskFault(z.prettifyError(problem)),
    },
  };
}

/** With every answer goes what day it is at the office, so that no page asks the clock it runs on. */
function sayDay({ office }: Desk): MiddlewareHandler {
  return (c, next) => {
    c.header(DAY_HEADER, businessDay(office.now()));
    return next();
  };
}

/** One browser cannot keep the others waiting; signing in has a limit of its own. */
function limitRequests(desk: Desk): MiddlewareHandler {
  const { requests_per_minute: requests, logins_per_minute: logins } = desk.settings;
  const message = {
    error: {
      code: 'too-many-requests',
      zh: '请求太多，请一分钟后再试。',
      en: 'Too many requests; try again in a minute.',
    },
  };
  const limit = (many: number, keyGenerator: (c: Context) => string) =>
    rateLimiter({
      windowMs: MINUTE,
      limit: many,
      keyGenerator,
      message,
      standardHeaders: 'draft-6',
    });
  // one person at a busy address takes nothing from the others there; who has not signed in counts by address alone
  const byPerson = (c: Context): string => {
    const user = desk.sessions.find(getCookie(c, COOKIE))?.user_id ?? '';
    return `${clientAddress(c, desk.settings)} ${user}`;
  };
  const every = limit(requests, byPerson);
  const signIn = limit(logins, (c) => clientAddress(c, desk.settings));
  return (c, next) => (SIGN_IN.test(`${c.req.method} ${c.req.path}`) ? signIn(c, next) : every(c, next));
}

/** What the workbench answers is about people: no browser and no proxy keeps it. */
const keepNowhere: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
};

const chooseLanguage: MiddlewareHandler<{ Variables: Variables }> = async (c, next) => {
  c.set('language', c.req.header('accept-language')?.startsWith('en') ? 'en' : 'zh');
  await next();
};

function limitBodies(desk: Desk): MiddlewareHandler {
  const onError = (c: Context) =>
    c.json(
      { error: { code: 'too-large', zh: '内容太大，服务器不收。', en: 'Too large for the server.' } },
      413,
    );
  const small = bodyLimit({ maxSize: JSON_LIMIT, onError });
  const upload = bodyLimit({ maxSize: desk.settings.upload_megabytes * 1024 * 1024, onError });
  return (c, next) =>
    c.req.header('content-type') === 'application/octet-stream' ? upload(c, next) : small(c, next);
}
