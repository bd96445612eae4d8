import type { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import type { Asking } from './desk.ts';

/** A file that an endpoint of kind `file` answers with. */
export interface FileAnswer {
  name: string;
  type: string;
  content: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Shown in the page (a preview) instead of being kept. */
  isInline?: boolean;
}

/** Sends one event of a stream of kind `events`; false once nobody listens any more. */
export type Send = (event: string, data: unknown) => Promise<boolean>;

export interface Input<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  /** For `upload`: the bytes that came. */
  bytes: () => Promise<Uint8Array>;
  /** For `events`. */
  send: Send;
}

export interface Implementation {
  endpoint: Endpoint;
  handle: (asking: Asking, input: Input<unknown, unknown, unknown>) => unknown;
}

type AnswerOf<Given extends Endpoint> = Given['kind'] extends 'json'
  ? z.input<Given['answer']> | FileAnswer | undefined
  : unknown;

/** Puts the code that answers an endpoint to its description. */
export function implement<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  endpoint: Endpoint<Params, Query, Body, Answer>,
  handle: (
    asking: Asking,
    input: Input<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) =>
    | AnswerOf<Endpoint<Params, Query, Body, Answer>>
    | Promise<AnswerOf<Endpoint<Params, Query, Body, Answer>>>,
): Implementation {
  return { endpoint, handle } as unknown as Implementation;
}
