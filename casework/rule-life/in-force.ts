import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { RuleDefinition } from '../rule-pack/definition.ts';
import { loadRule, RULE_FILES } from '../rule-pack/load.ts';
import { fingerprintOf } from '../rule-pack/office-rules.ts';
import type { CountedMonths, RuleVersion } from './lives.ts';

type Folders = Pick<Workspace, 'rulesInForce'>;

/** Where the text of a version that counts is kept: the folder people write in may change, what counts may not. */
function keptAt({ rulesInForce }: Folders, { version, fingerprint }: RuleVersion): string {
  return join(rulesInForce, `${version}-${fingerprint.slice(0, 16)}`);
}

/** A rule's text as its folder has it now. */
export function asWritten({ version, folder }: RuleDefinition): RuleVersion {
  return { version, fingerprint: fingerprintOf(folder) };
}

/** Keeps a rule's files as they are now; the same text is kept once. */
export function keepInForce(folders: Folders, rule: RuleDefinition): RuleVersion {
  const kept = asWritten(rule);
  const folder = join(keptAt(folders, kept), rule.rule_id);
  if (existsSync(folder)) return kept;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  for (const file of RULE_FILES) cpSync(join(rule.folder, file), join(part, file));
  renameSync(part, folder);
  return kept;
}

/** A version that counts, as two people let it; refused where its kept text is gone or is no longer the one they read. */
export function loadInForce(
  folders: Folders,
  ruleId: string,
  live: RuleVersion & CountedMonths,
): RuleDefinition {
  const dir = keptAt(folders, live);
  const folder = join(dir, ruleId);
  if (!existsSync(folder) || fingerprintOf(folder) !== live.fingerprint) {
    throw new Refusal(
      'rule-in-force-changed',
      `规则 ${ruleId} ${live.version} 启用时的文本不在了，或已被改动（${folder}）。从备份恢复，或重新试运行、启用。`,
      `The text of rule ${ruleId} ${live.version} that was released is gone or was changed; bring it back from a backup, or put it in shadow and release it again.`,
    );
  }
  const rule = loadRule(dir, ruleId);
  return live.from === null && live.to === null
    ? rule
    : { ...rule, counts: { from: live.from, to: live.to } };
}
