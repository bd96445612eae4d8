import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';

export const COOKIE = 'hedui_session';

/** Gives the browser its session, or takes it away. No script reads it, and no other site sends it. */
export function writeCookie(c: Context, value: string | null, secure: boolean): void {
  const options = { httpOnly: true, sameSite: 'Strict', path: '/', secure } as const;
  setCookie(c, COOKIE, value ?? '', value === null ? { ...options, maxAge: 0 } : options);
}
