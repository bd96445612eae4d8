import { mkdirSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { EXIT, Refusal } from '../../core/errors.ts';
import { keepsGrounds } from '../../explanation/keeps-grounds.ts';
import { EXPORT_FORMATS, type ExportFormat, exportTable } from '../../reports/tables/export-table.ts';
import { SHEET_ROWS } from '../../reports/tables/workbook.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { exportQueries } from '../export-queries.ts';
import { letOutOfHome } from '../let-out.ts';

export function register(program: Command): void {
  program
    .command('export <what>')
    .description(
      '导出: findings | leads | refused | ignored | files | payments, every row of them; links: of everybody who has a finding, a lead, or a link to explain',
    )
    .addOption(
      new Option('--format <format>', 'file format (default: by the name of --out, else xlsx)').choices([
        ...EXPORT_FORMATS,
      ]),
    )
    .requiredOption('--out <file>', 'file to write')
    .option('--as <user>', 'who exports (default: the account of the machine)')
    .action(
      async (
        what: string,
        options: { format?: ExportFormat; out: string; as?: string },
        command: Command,
      ) => {
        const global = globalOptions(command);
        const known = [...exportQueries().keys()];
        if (!known.includes(what)) {
          throw new Refusal(
            'export-unknown',
            `不能导出“${what}”。可以导出的有：${known.join(', ')}。`,
            `"${what}" cannot be exported. What can: ${known.join(', ')}.`,
            EXIT.usage,
          );
        }
        const format = options.format ?? formatOf(options.out);
        const { build, warehouse } = await openPublished(workspaceAt(global.home).builds);
        try {
          const table = exportQueries({ hasGrounds: await keepsGrounds(warehouse) }).get(what);
          if (!table) throw new Error(`no query for ${what}`);
          const path = resolve(options.out);
          letOutOfHome(command, options.as, {
            kind: 'DataExported',
            subject: what,
            detail: { run: build, format },
          });
          mkdirSync(dirname(path), { recursive: true });
          const rows = await exportTable(warehouse, table, format, path);
          const sheets = format === 'xlsx' ? Math.max(1, Math.ceil(rows / SHEET_ROWS)) : 1;
          printResult(global, { run: build, what, format, out: path, rows, sheets }, [
            `已导出 ${rows} 行 rows exported: ${path} (第 ${build} 次核对 run ${build})`,
            ...(sheets > 1
              ? [`超过一张工作表的上限，已分为 ${sheets} 张 more than one sheet holds: split into ${sheets}`]
              : []),
          ]);
        } finally {
          warehouse.close();
        }
      },
    );
}

function formatOf(out: string): ExportFormat {
  const ending = extname(out).toLowerCase();
  const format = EXPORT_FORMATS.find((known) => ending === `.${known}`);
  if (format !== undefined || ending === '') return format ?? 'xlsx';
  throw new Refusal(
    'export-format-unknown',
    `不能写成“${ending}”。可以写成：${EXPORT_FORMATS.join('、')}；文件名确要这样的，请用 --format 写明格式。`,
    `"${ending}" cannot be written. What can: ${EXPORT_FORMATS.join(', ')}; where the name is meant, say the format with --format.`,
    EXIT.usage,
  );
}
