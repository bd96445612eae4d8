import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Refusal } from '../../core/errors.ts';
import { maskFault } from '../../core/mask-fault.ts';
import type { Desk } from './desk.ts';
import { Refused, statusOf } from './refused.ts';

/** A refusal in its own words; a fault of ours as a number under which it stands in the log, and nothing more. */
export function answerError(desk: Desk, error: Error, c: Context): Response {
  if (error instanceof Refused) {
    return c.json({ error: { code: error.code, zh: error.zh, en: error.en } }, error.status);
  }
  if (error instanceof Refusal) {
    return c.json(
      { error: { code: error.code, zh: maskFault(error.zh), en: maskFault(error.en) } },
      statusOf(error.code),
    );
  }
  if (error instanceof HTTPException && error.status < 500) {
    const code = 'invalid-request';
    return c.json({ error: { code, zh: '请求写得不对。', en: 'Not well formed.' } }, error.status);
  }
  return c.json(faultAnswer(desk, error, c.req.path), 500);
}

export function faultAnswer(desk: Desk, error: Error, path: string) {
  const number = `E-${randomBytes(2).toString('hex').toUpperCase()}`;
  desk.log.error({ number, path, err: error }, 'workbench fault');
  return {
    error: {
      code: 'fault',
      zh: `出错了，已记录（编号 ${number}）。`,
      en: `Something failed; it is logged (${number}).`,
      number,
    },
  };
}
