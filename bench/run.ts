import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One measurement: a file in this folder that exports `run`. */
interface Bench {
  run(args: string[]): Promise<void>;
}

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const [name, ...args] = process.argv.slice(2);
if (name !== undefined && !existsSync(join(import.meta.dirname, `${name}.ts`))) {
  process.stderr.write(`没有名为 ${name} 的测量。No bench of that name. There are: ${names.join(', ')}\n`);
  process.exit(2);
}
for (const one of name === undefined ? names : [name]) {
  process.stdout.write(`\n== ${one}\n`);
  const bench = (await import(`./${one}.ts`)) as Bench;
  await bench.run(args);
}
