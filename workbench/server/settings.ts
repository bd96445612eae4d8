import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import type { Workspace } from '../../storage/workspace.ts';

/** The part of `hedui.yaml` that the workbench reads; every key may be left out. */
const workbenchSettings = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8210),
  /** Minutes without a hand on the keyboard before the screen locks. */
  idle_minutes: z.int().min(1).max(120).default(10),
  /** Hours after which everybody signs in again. */
  session_hours: z.int().min(1).max(24).default(12),
  /** Requests of one person or address in a minute. */
  requests_per_minute: z.int().min(60).default(1200),
  /** Attempts to sign in from one address in a minute. */
  logins_per_minute: z.int().min(3).default(20),
  /** Largest file that may be sent into the inbox. */
  upload_megabytes: z.int().min(1).max(2048).default(200),
});

const settingsFile = z.looseObject({
  office: z.string().min(1).default('城乡居民社会养老保险管理中心'),
  inbox: z.string().min(1).optional(),
  workbench: workbenchSettings.prefault({}),
});

export type WorkbenchSettings = z.infer<typeof workbenchSettings> & {
  office: string;
  inbox: string;
};

export function loadWorkbenchSettings(workspace: Workspace): WorkbenchSettings {
  const path = workspace.settings;
  const content: unknown = existsSync(path) ? (parse(readFileSync(path, 'utf8')) ?? {}) : {};
  const checked = settingsFile.safeParse(content);
  if (!checked.success) {
    const problem = z.prettifyError(checked.error);
    throw new Refusal(
      'settings-invalid',
      `设置文件写得不对：${path}\n${problem}`,
      `The settings are not well formed: ${path}\n${problem}`,
    );
  }
  const { office, inbox, workbench } = checked.data;
  return { ...workbench, office, inbox: inbox ?? workspace.inbox };
}
