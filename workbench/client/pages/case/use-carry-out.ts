import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../../../contract/endpoint.ts';
import { call, type Wish } from '../../api/call.ts';

/**
 * Does something from a dialog. Unlike `useAct` it does not wait for a browser that believes itself offline: the person
 * is told at once, and what they typed stays.
 */
export function useCarryOut<E extends Endpoint>(
  endpoint: E,
): (wish: Wish<E>) => Promise<z.output<E['answer']>> {
  const queries = useQueryClient();
  return async (wish) => {
    try {
      return await call(endpoint, wish);
    } finally {
      void queries.invalidateQueries();
    }
  };
}
