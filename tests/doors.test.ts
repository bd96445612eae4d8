import { describe, expect, it } from 'vitest';
import { REFUSAL_CODES } from '../casework/refusals.ts';
import { programs } from './support/our-files.ts';

/** The command line and the web application: they say what somebody wants and show what came of it. */
const doors = programs.filter(({ path }) => /^(?:pipelines|workbench)\//.test(path));

const namesOf = (found: readonly { path: string }[]): string[] => found.map(({ path }) => path);

describe('a door', () => {
  it('makes no refusal of the casework: it hands on those that come from below', () => {
    const made = /\brefuse\b[^;]*?from '[^']*casework\/refusals\.ts'/;
    expect(made.test("import { type CommandRefusal, refuse } from '../../casework/refusals.ts';")).toBe(true);
    expect(namesOf(doors.filter(({ text }) => made.test(text)))).toEqual([]);
  });

  it('says no code of the casework’s refusals in words of its own', () => {
    const own = new RegExp(`new Refus(?:al|ed)\\(\\s*'(?:${REFUSAL_CODES.join('|')})'`);
    expect(own.test("throw new Refusal(\n  'no-amount',")).toBe(true);
    expect(namesOf(doors.filter(({ text }) => own.test(text)))).toEqual([]);
  });

  it('of the web starts other processes in one place only', () => {
    const starters = doors.filter(
      ({ path, text }) =>
        /^workbench\/.*\.tsx?$/.test(path) && /^import (?!type ).*'node:child_process'/m.test(text),
    );
    expect(starters.map(({ path }) => path)).toEqual(['workbench/server/command-line.ts']);
  });
});
