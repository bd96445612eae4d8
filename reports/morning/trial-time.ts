import { statSync } from 'node:fs';
import { keptBuilds, warehousePath } from '../../storage/warehouse/builds.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { readNightSummary } from './night-summary.ts';

/** How many nights are kept that can be tried on, and about how many seconds that takes: usually, and at most. */
export interface TrialTime {
  nights: number;
  seconds: number;
  at_most: number;
}

type Place = Pick<Workspace, 'builds' | 'reports'>;

/** Roughly what opening a night costs, and what of one is looked through in a second: so that somebody knows whether to wait. */
const SECONDS_A_NIGHT = 0.3;
const BYTES_A_SECOND = 100_000_000;

/** Where the nights say nothing of their own pace: how much of a build all rules ask in a second, and is put together whole. */
const ASKED_A_SECOND = 60_000_000;
const PUT_TOGETHER_A_SECOND = 5_000_000;

/** A rule that finds everybody takes so many times what asking all rules took: each finding is gathered and told. */
const EVERYBODY = 6;

/** Opening a night and asking one rule takes so much of that at least, however small the night. */
const ONE_RULE = 0.2;

/** A night that words alone change derives again what a night derives, and asks most rules. */
const DERIVED_AGAIN = 0.5;

/** Of an answer: words leave most of a night as it is; what turns who is who has it put together whole, without and with it. */
export function answerTrialTime(place: Place): TrialTime {
  const { nights, detect, unify, whole } = paceOf(place);
  const opening = nights * SECONDS_A_NIGHT;
  return told(nights, opening + detect + DERIVED_AGAIN * unify, opening + 2 * whole);
}

/** Of a rule: as much longer as more people come, go or change. */
export function trialTime(place: Place): TrialTime {
  const { nights, bytes, detect } = paceOf(place);
  const least = Math.max(nights * SECONDS_A_NIGHT + bytes / BYTES_A_SECOND, ONE_RULE * detect);
  return told(nights, least, least + EVERYBODY * detect);
}

function told(nights: number, usual: number, most: number): TrialTime {
  const seconds = Math.max(1, Math.ceil(usual));
  return { nights, seconds, at_most: Math.max(seconds, Math.ceil(most)) };
}

/** What the kept nights together take by what their steps took here, the last time that each was done. */
function paceOf({ builds, reports }: Place): {
  nights: number;
  bytes: number;
  detect: number;
  unify: number;
  whole: number;
} {
  const kept = keptBuilds(builds);
  const bytes = kept.reduce((sum, build) => sum + sizeOf(builds, build), 0);
  const measured = kept.toReversed().map((build) => {
    const took = readNightSummary(reports, build)?.milliseconds ?? {};
    return { took, share: bytes / Math.max(1, sizeOf(builds, build)) / 1000 };
  });
  const step = (name: string, fallback: number): number => {
    const one = measured.find(({ took }) => took[name] !== undefined);
    return one === undefined ? fallback : one.took[name]! * one.share;
  };
  const detect = step('detect', bytes / ASKED_A_SECOND);
  const unify = step('unify', bytes / ASKED_A_SECOND);
  const before = step('load', 0) + step('link', bytes / PUT_TOGETHER_A_SECOND);
  return { nights: kept.length, bytes, detect, unify, whole: before + unify + detect };
}

const sizeOf = (builds: string, build: number): number => statSync(warehousePath(builds, build)).size;
