import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Workspace, workspaceAt } from '../../../../storage/workspace.ts';
import type { RunState } from '../../../contract/night-run.ts';
import { isBehind, readAttempt, writeAttempt } from './last-attempt.ts';

const PUBLISHED_AT = '2022-10-17T18:14:00.000Z';

const started: RunState = {
  outcome: 'running',
  as_of: '2022-10-18',
  started_at: '2022-10-18T18:00:00.000Z',
  ended_at: null,
  started_by: '陈静',
  steps: [],
  rows: null,
  run: null,
  refusal: null,
};

describe('the last attempt at a night', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = workspaceAt(mkdtempSync(join(tmpdir(), 'hedui-attempt-')));
    mkdirSync(workspace.log);
  });
  afterEach(() => rmSync(workspace.home, { recursive: true }));

  const log = (line: object) => appendFileSync(join(workspace.log, 'hedui.log'), `${JSON.stringify(line)}\n`);

  const failed = {
    level: 50,
    time: '2022-10-18T18:13:00.000Z',
    err: { code: 'check-failed', zh: '核对结果未发布', en: 'The build was not published' },
    msg: 'night failed',
  };

  it('is none before the first', () => {
    expect(readAttempt(workspace)).toBeNull();
    expect(isBehind(workspace, PUBLISHED_AT)).toBe(false);
  });

  it('that the command line logged as failed leaves everybody behind, and says why', () => {
    log({ time: PUBLISHED_AT, run: 1, as_of: '2022-10-17', msg: 'night published' });
    log(failed);
    log({ time: '2022-10-18T18:13:01.000Z', msg: 'people linked' });
    expect(isBehind(workspace, PUBLISHED_AT)).toBe(true);
    expect(readAttempt(workspace)?.refusal?.zh).toBe('核对结果未发布');
  });

  it('that failed before the published one no longer counts', () => {
    log(failed);
    log({ time: '2022-10-18T20:00:00.000Z', run: 2, as_of: '2022-10-18', msg: 'night published' });
    expect(isBehind(workspace, '2022-10-18T20:00:00.000Z')).toBe(false);
  });

  it('that nobody is at work on any more was cut off', () => {
    writeAttempt(workspace, started);
    expect(readAttempt(workspace)).toMatchObject({ outcome: 'failed', refusal: { code: 'cut-off' } });
    expect(isBehind(workspace, PUBLISHED_AT)).toBe(true);
  });

  it('is under way while its process holds the lock', () => {
    writeAttempt(workspace, started);
    writeFileSync(join(workspace.home, 'night.lock'), `${process.pid}\n`);
    expect(readAttempt(workspace)?.outcome).toBe('running');
    expect(isBehind(workspace, PUBLISHED_AT)).toBe(false);
  });

  it('of the workbench goes before what the log told earlier', () => {
    log(failed);
    const stopped = { ...started, outcome: 'stopped' as const, ended_at: '2022-10-18T19:00:00.000Z' };
    writeAttempt(workspace, stopped);
    expect(readAttempt(workspace)).toEqual(stopped);
  });
});
