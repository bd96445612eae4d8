import { totalmem } from 'node:os';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { readPart, type SettingsPart } from './settings.ts';
import { nextSpill } from './spills.ts';
import { servedOffice } from './workspace.ts';

const GIGABYTE = 1024 ** 3;
const UNITS = { mb: 1024 ** 2, gb: GIGABYTE } as const;

/** Less than this holds neither the rules nor a reader of files. */
const LEAST = GIGABYTE / 2;

/** How much memory Hedui may take at a time, `3GB` or `1500MB`. */
export const memoryPart = {
  key: 'memory',
  schema: z
    .string()
    .regex(/^\d+(\.\d+)? ?(MB|GB)$/i, { error: '3GB, 1500MB' })
    .transform((text) => Number.parseFloat(text) * UNITS[text.slice(-2).toLowerCase() as keyof typeof UNITS])
    .refine((bytes) => bytes >= LEAST, { error: '≥ 512MB' })
    .optional(),
} as const satisfies SettingsPart;

/** Bytes that whatever works at one time may take together: what the office says, else a quarter of the machine and 4 GB at most. */
export function memoryOf(settings: string): number {
  return readPart(settings, memoryPart) ?? usualMemory();
}

export function usualMemory(): number {
  return Math.max(LEAST, Math.min(totalmem() / 4, 4 * GIGABYTE));
}

/** Of what a process may take the engine gets this share; the rest is for what the program itself holds. */
const ENGINE_SHARE = 0.7;

/** How an engine is opened that may take all that the office's settings give; what does not fit goes to the folder `spill`. */
export function engineSettings(settings: string, spill: string): Record<string, string> {
  return { temp_directory: spill, memory_limit: engineLimit(memoryOf(settings)) };
}

/** The same for whatever engine this process opens, by the settings of the office that it serves. */
export function boundsOfEngine(): { temp_directory: string; memory_limit: string } {
  return {
    temp_directory: nextSpill(servedOffice()?.builds ?? null),
    memory_limit: engineLimit(boundOfMemory()),
  };
}

/** Bytes that this process may take, by the settings of the office that it serves. */
export function boundOfMemory(): number {
  const office = servedOffice();
  return office === null ? usualMemory() : soundMemory(office.settings);
}

/** Settings that cannot be read are told by whoever asks for them; an engine to look at them with is opened all the same. */
function soundMemory(settings: string): number {
  try {
    return memoryOf(settings);
  } catch (error) {
    if (error instanceof Refusal) return usualMemory();
    throw error;
  }
}

/** The engine's `memory_limit` in a process that may take so many bytes; what does not fit goes to its temporary folder. */
function engineLimit(bytes: number): string {
  return `${shareOfEngine(bytes)}MiB`;
}

/** From this share of what a process may take on the engine is asked to give back what it has set free. */
const FILLING = 0.7;

/** From this share on the process is full: the statements that run may need the rest. */
const FULL = 0.9;

/** What the engine and the program hold together may reach this share; the rest is for what neither counts. */
const COUNTED = 0.8;

/** With less the engine could not do what it is asked, however much the program holds. */
const LEAST_ENGINE = 0.5;

export function isFilling(bound: number): boolean {
  return process.memoryUsage.rss() > bound * FILLING;
}

export function isFull(bound: number): boolean {
  return process.memoryUsage.rss() > bound * FULL;
}

/** The engine's `memory_limit` beside what the program holds now. */
export function engineBeside(bound: number): string {
  const { heapTotal, external } = process.memoryUsage();
  const left = bound * COUNTED - heapTotal - external;
  const most = Math.max(Math.min(left, bound * ENGINE_SHARE), bound * LEAST_ENGINE);
  return `${Math.floor(most / UNITS.mb)}MiB`;
}

/** Of so many bytes what an engine gets, in whole megabytes. */
export function shareOfEngine(bytes: number): number {
  return Math.floor((bytes * ENGINE_SHARE) / UNITS.mb);
}
