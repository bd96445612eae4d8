import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type {
  AGES,
  CERTIFICATION_WAYS,
  FigureName,
  PeriodKind,
  STRENGTHS,
} from '../../../contract/overview.ts';
import { PERIODS } from '../../../contract/overview.ts';

/** What the address of the overview says: period, choice of cases, grouping, and which figure is open. */
export interface Choice {
  period: PeriodKind;
  from?: string | undefined;
  to?: string | undefined;
  source?: string | undefined;
  batch?: string | undefined;
  township?: string | undefined;
  rule?: string | undefined;
}

/** A figure whose rows are open: cases, or the people of a certification window. */
export interface Shown {
  figure?: FigureName;
  township?: string;
  rule?: string;
  batch?: string;
  source?: string;
  age?: (typeof AGES)[number];
  strength?: (typeof STRENGTHS)[number];
  month?: string;
  way?: (typeof CERTIFICATION_WAYS)[number];
  year?: string;
  half?: string;
}

export const GROUPINGS = ['township', 'rule', 'batch', 'month'] as const;

export type Grouping = (typeof GROUPINGS)[number];

const CHOSEN = ['from', 'to', 'source', 'batch', 'township', 'rule'] as const;

export interface DashboardAddress {
  choice: Choice;
  grouping: Grouping;
  shown: Shown | null;
  /** The address with some things changed; null takes one away. */
  to: (change: Readonly<Record<string, string | null>>) => string;
  go: (change: Readonly<Record<string, string | null>>) => void;
  showing: (shown: Shown | null) => string;
}

export function useDashboardAddress(): DashboardAddress {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const changed = (change: Readonly<Record<string, string | null>>): URLSearchParams => {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(change)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      return next;
    };
    const to = (change: Readonly<Record<string, string | null>>) => `?${changed(change)}`;
    const period = PERIODS.find((one) => one === params.get('period')) ?? 'all';
    const shown = params.get('show');
    return {
      choice: {
        period,
        ...Object.fromEntries(CHOSEN.map((name) => [name, params.get(name) ?? undefined])),
      },
      grouping: GROUPINGS.find((one) => one === params.get('by')) ?? 'township',
      shown: shown === null ? null : (Object.fromEntries(new URLSearchParams(shown)) as Shown),
      to,
      go: (change) => setParams(changed(change)),
      showing: (next) => to({ show: next === null ? null : String(new URLSearchParams({ ...next })) }),
    };
  }, [params, setParams]);
}
