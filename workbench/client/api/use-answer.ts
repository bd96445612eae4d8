import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import { useWords } from '../language/language.tsx';
import { type Asked, call, type Failed } from './call.ts';

interface Options {
  /** Milliseconds between looks for news while the page is open. */
  every?: number;
  isOff?: boolean;
  /** Keeps showing the last answer while the next one is on its way. */
  keepsLast?: boolean;
}

/** The answer of a `get` endpoint, asked again when its wish changes or somebody changed something. */
export function useAnswer<E extends Endpoint>(
  endpoint: E,
  wish: Asked<E> = {},
  { every, isOff = false, keepsLast = false }: Options = {},
): UseQueryResult<z.output<E['answer']>, Failed> {
  // what the server says in words comes in the language it was asked in
  const { language } = useWords();
  return useQuery<z.output<E['answer']>, Failed>({
    queryKey: [endpoint.id, wish.params ?? {}, wish.query ?? {}, language],
    queryFn: ({ signal }) => call(endpoint, { ...wish, signal }),
    enabled: !isOff,
    ...(every === undefined ? {} : { refetchInterval: every }),
    ...(keepsLast ? { placeholderData: (last: z.output<E['answer']> | undefined) => last as never } : {}),
  });
}

/** Something that changes the office's state; afterwards every list asks again, but where it only looks or tries. */
export function useAct<E extends Endpoint>(endpoint: E, { changes = true }: { changes?: boolean } = {}) {
  const client = useQueryClient();
  return useMutation<z.output<E['answer']>, Failed, Asked<E>>({
    mutationFn: (wish) => call(endpoint, wish),
    // the person is answered at once; what the pages show follows
    onSettled: () => {
      if (changes) void client.invalidateQueries();
    },
  });
}

/** A key for one act of one person; a retry of the same act must send the same. */
export function newRequestKey(): string {
  return `web-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
}
