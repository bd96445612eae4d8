import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSources } from '../sources/load-sources.ts';
import { addMapping } from './add-mapping.ts';
import { loadMapping } from './mapping.ts';

const sources = loadSources();

const VILLAGE = {
  source: 'police-death',
  match: { headers: ['证照码', '走的时间'] },
  columns: { 证照码: 'resident_id', 走的时间: 'died_on' },
};

describe('what a person says of a layout', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hedui-mapping-'));
    path = join(folder, 'mapping.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read back as it was said', () => {
    expect(addMapping(path, VILLAGE, sources)).toBe('added');
    expect(loadMapping(path, sources)).toEqual([VILLAGE]);
  });

  it('replaces what was said of the same headers, in whatever order they stand', () => {
    addMapping(path, VILLAGE, sources);
    const corrected = {
      ...VILLAGE,
      match: { headers: ['走的时间', '证照码'] },
      columns: { 证照码: 'resident_id', 走的时间: 'cancelled_on' },
    };
    expect(addMapping(path, corrected, sources)).toBe('replaced');
    expect(loadMapping(path, sources)).toEqual([corrected]);
  });

  it('leaves the other entries and their comments as they are', () => {
    const byHand = "# 殡仪馆的旧表\n- source: cremation\n  match: { file: '火化*.csv' }\n";
    writeFileSync(path, byHand);
    addMapping(path, VILLAGE, sources);
    expect(readFileSync(path, 'utf8')).toContain('# 殡仪馆的旧表');
    expect(loadMapping(path, sources).map(({ source }) => source)).toEqual(['police-death', 'cremation']);
  });

  it('is not written when it names a field that the source has not', () => {
    const wrong = { ...VILLAGE, columns: { 证照码: 'shoe_size' } };
    expect(() => addMapping(path, wrong, sources)).toThrow(/shoe_size/);
    expect(existsSync(path)).toBe(false);
  });
});
