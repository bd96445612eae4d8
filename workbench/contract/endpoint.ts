import { z } from 'zod';

const NOTHING = z.object({});

export type Method = 'get' | 'post' | 'put' | 'delete';

/** What an endpoint answers with: an object, a file to keep, or a stream of server-sent events. */
export type AnswerKind = 'json' | 'file' | 'events';

/**
 * One thing that can be asked of the workbench: its address and the shapes of what goes in and comes out.
 * Server, client and the OpenAPI document are all made from it, so that they cannot disagree.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** `area.act`; the table of rights names it. */
  id: string;
  method: Method;
  /** Below `/api`, with parameters in braces: `/cases/{case_id}`. */
  path: string;
  summary: string;
  kind: AnswerKind;
  params: Params;
  query: Query;
  /** Absent for `get` and where nothing is sent. `upload` takes the bytes of a file as they are. */
  body: Body | 'upload' | null;
  answer: Answer;
}

type Given<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> = Pick<Endpoint, 'id' | 'method' | 'path' | 'summary'> & {
  kind?: AnswerKind;
  params?: Params;
  query?: Query;
  body?: Body | 'upload';
  answer?: Answer;
};

/** Describes an endpoint; what is left out is empty. */
export function endpoint<
  Params extends z.ZodType = z.ZodType<Record<string, never>>,
  Query extends z.ZodType = z.ZodType<Record<string, never>>,
  Body extends z.ZodType = z.ZodType<undefined>,
  Answer extends z.ZodType = z.ZodType<undefined>,
>(given: Given<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  const { kind = 'json', params, query, body, answer, ...named } = given;
  return {
    ...named,
    kind,
    params: (params ?? NOTHING) as Params,
    query: (query ?? NOTHING) as Query,
    body: body ?? null,
    answer: (answer ?? NOTHING) as Answer,
  };
}

/** The office's day, YYYY-MM-DD, in the head of every answer. */
export const DAY_HEADER = 'x-hedui-day';
