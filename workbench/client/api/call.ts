import type { z } from 'zod';
import type { Language } from '../../../core/words/language.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { noteOfficeDay } from './office-day.ts';

/** What the server, or the way to it, answered instead of what was asked. */
export class Failed extends Error {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly status: number;

  constructor(status: number, code: string, zh: string, en: string) {
    super(en);
    this.status = status;
    this.code = code;
    this.zh = zh;
    this.en = en;
  }
}

/** Held in memory only; a reload asks the server for it again. */
const here = { token: '', language: 'zh' as Language, onSignedOut: () => {}, onLocked: () => {} };
/** How often somebody has come in: what was asked before that and is answered after it says nothing of their session. */
let entries = 0;

export function setCallContext(context: Partial<typeof here>): void {
  if (context.token !== undefined) entries += 1;
  Object.assign(here, context);
}

export interface Asked<E extends Endpoint> {
  params?: z.input<E['params']>;
  query?: QueryOf<z.input<E['query']>>;
  /** An object for most endpoints, the bytes of a file for uploads. */
  body?: z.input<Extract<E['body'], z.ZodType>> | Blob;
  /** The page asks by itself; that does not keep the screen from locking. */
  isBackground?: boolean;
  signal?: AbortSignal;
}

type QueryOf<Q> = { [Key in keyof Q]?: Q[Key] | number | string | boolean | readonly string[] | undefined };

/** Asks an endpoint; throws `Failed` with words for the person in every other case than the answer. */
export async function call<E extends Endpoint>(
  endpoint: E,
  wish: Asked<E> = {},
): Promise<z.output<E['answer']>> {
  const response = await ask(endpoint, wish);
  if (response.status === 204) return undefined as z.output<E['answer']>;
  return (await response.json()) as z.output<E['answer']>;
}

/** Asks for a file and gives it to the browser to keep. */
export async function saveFile<E extends Endpoint>(endpoint: E, wish: Asked<E> = {}): Promise<void> {
  const response = await ask(endpoint, wish);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = decodeURIComponent(name ?? 'hedui');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export async function ask<E extends Endpoint>(endpoint: E, wish: Asked<E>): Promise<Response> {
  const isUpload = wish.body instanceof Blob;
  const entry = entries;
  let response: Response;
  try {
    response = await fetch(addressOf(endpoint, wish), {
      method: endpoint.method.toUpperCase(),
      credentials: 'same-origin',
      headers: {
        'accept-language': here.language,
        ...(endpoint.method === 'get' ? {} : { 'x-hedui-token': here.token }),
        ...(wish.isBackground ? { 'x-hedui-background': '1' } : {}),
        ...(wish.body === undefined
          ? {}
          : { 'content-type': isUpload ? 'application/octet-stream' : 'application/json' }),
      },
      ...(wish.body === undefined
        ? {}
        : { body: isUpload ? (wish.body as Blob) : JSON.stringify(wish.body) }),
      // what is kept while its page goes must still arrive
      ...(endpoint.method === 'put' ? { keepalive: true } : {}),
      ...(wish.signal ? { signal: wish.signal } : {}),
    });
  } catch (error) {
    if (wish.signal?.aborted) throw error;
    throw new Failed(
      0,
      'server-away',
      '连不上服务器，您填的内容还在。',
      'Cannot reach the server; what you typed is kept.',
    );
  }
  noteOfficeDay(response);
  if (response.ok) return response;
  throw await failureOf(response, entry);
}

async function failureOf(response: Response, entry: number): Promise<Failed> {
  const told = (await response.json().catch(() => null)) as {
    error?: { code: string; zh: string; en: string };
  } | null;
  const { code = 'fault', zh = '出错了。', en = 'Something failed.' } = told?.error ?? {};
  if (entry === entries && code === 'signed-out') here.onSignedOut();
  if (entry === entries && code === 'locked') here.onLocked();
  return new Failed(response.status, code, zh, en);
}

/** The address of an endpoint, for links and event streams too. */
export function addressOf<E extends Endpoint>(endpoint: E, { params, query }: Asked<E> = {}): string {
  const given = (params ?? {}) as Record<string, string | number>;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(given[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue;
    search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = search.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}
