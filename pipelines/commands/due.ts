import type { Command } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import { actingUser } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listDue } from '../../casework/reads/waiting/list-due.ts';
import { parseDate } from '../../core/dates.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { maskName } from '../../core/mask.ts';
import { addCalendarDays } from '../../core/working-days.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';

export function register(program: Command): void {
  program
    .command('due')
    .description('what falls due: hearings, payments, instalments, reminders, court windows, replies')
    .option('--as-of <date>', 'the day to look from, YYYY-MM-DD (default: today)')
    .option('--within <days>', 'so many days ahead', '14')
    .option('--as <user>', 'who looks; without it names are masked')
    .action((typed: { asOf?: string; within: string; as?: string }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      using ledger = openOfficeLedger(office, 'existing');
      const viewer = typed.as === undefined ? 'program' : actingUser(ledger, office, typed.as);
      const asOf = typed.asOf === undefined ? businessDay(office.now()) : (parseDate(typed.asOf)?.on ?? null);
      const within = Number(typed.within);
      if (asOf === null || !Number.isSafeInteger(within) || within < 0) {
        throw new Refusal(
          'due-when',
          '--as-of 须是日期，--within 须是天数',
          '--as-of must be a date and --within a number of days',
          EXIT.usage,
        );
      }
      letOutBy(command, { ledger, office }, typed.as ?? 'operator', {
        kind: 'ListRead',
        subject: 'due',
        detail: { as_of: asOf, within },
      });
      const until = addCalendarDays(asOf, within).on;
      const due = listDue(ledger, office.clocks, viewer, asOf, until).map((item) =>
        viewer === 'program' && item.clock !== 'batch-reply' ? { ...item, name: maskName(item.name) } : item,
      );
      printResult(options, { as_of: asOf, until, due }, [
        ...due.map(
          (item) =>
            `${item.due_on}${item.is_past ? ' 已过' : ''} ${item.zh} ${item.en}  ${item.subject_id} ${item.name} ${item.assignee ?? ''}${item.is_certain ? '' : ` ※${item.note?.zh ?? ''}`}`,
        ),
        `${asOf} 至 ${until} 共 ${due.length} 项。/ ${due.length} items.`,
      ]);
    });
}
