import type { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import type { Asking } from './desk.ts';

/** A file that an endpoint of kind `file` answers with. */
export interface FileAnswer {
  /** Its extension says what it is. */
  name: string;
  content: Uint8Array<ArrayBuffer>;
  /** Shown in the page (a preview) instead of being kept. */
  isInline?: boolean;
}

/** Sends one event of a stream of kind `events`; false once nobody listens any more. */
export type Send = (event: string, data: unknown) => Promise<boolean>;

export interface EndpointInput<Params, Query, Body> {
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
  handle: (asking: Asking, input: EndpointInput<unknown, unknown, unknown>) => unknown;
}

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
    input: EndpointInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => z.input<Answer> | FileAnswer | undefined | Promise<z.input<Answer> | FileAnswer | undefined>,
): Implementation {
  return { endpoint, handle } as unknown as Implementation;
}
