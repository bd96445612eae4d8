import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { globalOptions, printResult } from '../command.ts';
import { Linker } from '../linking/linker.ts';
import { readList } from '../linking/lists/read-list.ts';
import { LINK_FIELDS, levelBits } from '../linking/model.ts';

/** Where a workspace keeps the weights learned from its own files. */
export const TRAINED_MODEL = 'link-model.json';

export function register(program: Command): void {
  program
    .command('train')
    .description(
      'learns the weights of linking anew from two lists of this office, and saves them in the workspace',
    )
    .argument('<left>', 'a roster: csv, xlsx, xls')
    .argument('<right>', 'a list of some of the same people')
    .option('--register <file>', 'household registration')
    .requiredOption('--as-of <date>', 'written into the version of the model, YYYY-MM-DD')
    .action(
      async (left: string, right: string, wish: { register?: string; asOf: string }, command: Command) => {
        const options = globalOptions(command);
        const warehouse = await Warehouse.open(':memory:');
        try {
          const linker = await Linker.open(warehouse);
          const lists = { left, right, ...(wish.register === undefined ? {} : { register: wish.register }) };
          for (const [side, path] of Object.entries(lists))
            await readList(warehouse, `${side}_list`, path, undefined);
          await linker.prepare(Object.fromEntries(Object.keys(lists).map((side) => [side, `${side}_list`])));
          const model = await linker.train(
            {
              left: 'left',
              right: 'right',
              ...(wish.register === undefined ? {} : { register: 'register' }),
            },
            `trained-${wish.asOf}`,
          );
          const path = join(options.home, TRAINED_MODEL);
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, `${JSON.stringify(model, null, 2)}\n`);
          const bits = LINK_FIELDS.map((field) => {
            const levels = Object.keys(model.fields[field]).map(
              (level) => `${level}: ${levelBits(model, field, Number(level)).toFixed(1)}`,
            );
            return `${field}  ${levels.join('  ')}`;
          });
          printResult(options, { model: path, version: model.version }, [
            `已保存 ${path}（${model.version}）`,
            ...bits,
          ]);
        } finally {
          warehouse.close();
        }
      },
    );
}
