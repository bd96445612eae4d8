import { existsSync, readFileSync } from 'node:fs';
import Fuse from 'fuse.js';
import { parse } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';

/** The keys of an office's `hedui.yaml`; every one may be left out. Parts that another room owns are checked there. */
const settingsSchema = z.strictObject({
  /** Name of the office, as it stands on its papers. */
  office: z.string().min(1).default('城乡居民社会养老保险管理中心'),
  /** Where files arrive, when not in the workspace's own inbox. */
  inbox: z.string().min(1).optional(),
  /** Dated parameters of rules, in place of the pack's. */
  parameters: z.record(z.string(), z.unknown()).default({}),
  /** Approval chains, clocks and passwords; checked where casework opens its office. */
  casework: z.unknown().optional(),
  /** What stands on notices; checked where they are made. */
  documents: z.unknown().optional(),
  /** Address and limits of the workbench; checked where it is opened. */
  workbench: z.unknown().optional(),
});

export type Settings = z.infer<typeof settingsSchema>;

const KEYS = Object.keys(settingsSchema.shape);

/** Reads and checks `hedui.yaml`; a workspace without one has the defaults. */
export function loadSettings(path: string): Settings {
  if (!existsSync(path)) return settingsSchema.parse({});
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'settings-unreadable',
      `${path} 不是正确的 YAML:${why}`,
      `${path} is not valid YAML: ${why}`,
    );
  }
  const checked = settingsSchema.safeParse(content);
  if (checked.success) return checked.data;
  const hints = checked.error.issues
    .flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
    .map((key) => `${key} → ${new Fuse(KEYS, { threshold: 0.6 }).search(key)[0]?.item ?? '?'}`);
  const detail = [z.prettifyError(checked.error), ...hints].join('\n');
  throw new Refusal(
    'settings-invalid',
    `${path} 的内容不合要求，请改正后再试：\n${detail}`,
    `${path} does not say what it must; correct it and try again:\n${detail}`,
  );
}
