import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { Refusal } from '../../core/errors.ts';
import { readYamlFile } from '../../core/yaml-file.ts';
import { type RuleRun, runRule } from './run.ts';

const limitsSchema = z.strictObject({
  seconds: z.number().positive(),
  example_seconds: z.number().positive(),
  lines: z.int().positive(),
});

export type RuleLimits = z.infer<typeof limitsSchema>;

export function loadLimits(): RuleLimits {
  return limitsSchema.parse(readYamlFile(join(import.meta.dirname, 'rule-limits.yaml')));
}

/** Runs one rule of the office within its limits; one that does not end, or names too many lines, is refused by its name. */
export async function runBounded(
  connection: DuckDBConnection,
  rule: RuleDefinition,
  { seconds, lines }: Pick<RuleLimits, 'seconds' | 'lines'>,
): Promise<RuleRun> {
  return withinTime(connection, rule.rule_id, seconds, async () => {
    const run = await runRule(connection, rule, lines + 1);
    if (run.line_count > lines) {
      throw new Refusal(
        'rule-too-many-lines',
        `规则 ${rule.rule_id} 找出的明细超过 ${lines} 条，已停止。多半是关联条件漏写了。`,
        `Rule ${rule.rule_id} names more than ${lines} lines and was stopped; most likely a condition of a join is missing.`,
      );
    }
    return run;
  });
}

/** Interrupts what a connection does once so many seconds are over, whichever of its queries it is at. */
async function withinTime<T>(
  connection: DuckDBConnection,
  ruleId: string,
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  const timer = setInterval(() => {
    // asked again and again: between two queries there is nothing to interrupt
    if (performance.now() >= end) connection.interrupt();
  }, 100);
  try {
    return await work();
  } catch (error) {
    if (performance.now() < end || error instanceof Refusal) throw error;
    throw new Refusal(
      'rule-too-slow',
      `规则 ${ruleId} 运行超过 ${seconds} 秒，已停止。请检查关联条件，缩小范围。`,
      `Rule ${ruleId} ran for more than ${seconds} seconds and was stopped; look at the conditions of its joins.`,
    );
  } finally {
    clearInterval(timer);
  }
}
