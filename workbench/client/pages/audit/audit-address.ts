import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

export interface AuditAddress {
  kind: string;
  filter: { actor?: string; type?: string; subject?: string; from?: string; to?: string };
  before: string | undefined;
  /** Changes the address; another filter begins at the newest record. */
  go: (change: Readonly<Record<string, string | null>>) => void;
}

const FILTERS = ['actor', 'type', 'subject', 'from', 'to'] as const;

export function useAuditAddress(kinds: readonly string[]): AuditAddress {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const wished = params.get('kind');
    const kind = wished !== null && kinds.includes(wished) ? wished : (kinds[0] ?? 'operations');
    return {
      kind,
      filter: Object.fromEntries(
        FILTERS.flatMap((name) => {
          const value = params.get(name);
          return value === null ? [] : [[name, value]];
        }),
      ),
      before: params.get('before') ?? undefined,
      go: (change) => {
        const next = new URLSearchParams(params);
        if (!('before' in change)) next.delete('before');
        for (const [name, value] of Object.entries(change)) {
          if (value === null || value === '') next.delete(name);
          else next.set(name, value);
        }
        setParams(next);
      },
    };
  }, [params, setParams, kinds]);
}
