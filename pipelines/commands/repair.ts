import type { Command } from 'commander';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { confirmIdRepair, listIdRepairs, revokeIdRepair } from '../../casework/id-repairs/id-repairs.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { maskName, maskResidentId } from '../../core/mask.ts';
import { normaliseName } from '../../core/names/normalise.ts';
import { parseResidentId } from '../../core/resident-id/index.ts';
import { fileNoSql } from '../../core/row-number.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';

interface Typed {
  name: string;
  to: string;
  as: string;
  reason?: string;
  unmasked?: boolean;
}

interface Proposal {
  name: string;
  damaged: string;
  proposed: string;
  repair: string;
  source: string;
}

export function register(program: Command): void {
  const verbs = program
    .command('repair')
    .description('号码更正: damaged numbers, proposed repairs and what people decided');
  verbs
    .command('list', { isDefault: true })
    .description('repairs that exactly one other record bears out, and the ones confirmed')
    .option('--unmasked', 'show numbers and names in full')
    .option('--as <user>', 'with --unmasked: who looks (needed as soon as the office has users)')
    .action((typed: Typed, command: Command) => list(typed, command));
  verbs
    .command('confirm <damaged>')
    .description('decide that this number, under this name, stands for another; used from the next night on')
    .requiredOption('--name <name>', 'the name it stands with')
    .requiredOption('--to <id>', 'the right number')
    .requiredOption('--as <user>', 'who decides')
    .option('--reason <text>', 'what was looked at', '')
    .action((damaged: string, typed: Typed, command: Command) => decide(damaged, typed, command, true));
  verbs
    .command('revoke <damaged>')
    .description('take such a decision back')
    .requiredOption('--name <name>', 'the name it stands with')
    .requiredOption('--as <user>', 'who decides')
    .option('--reason <text>', 'why', '')
    .action((damaged: string, typed: Typed, command: Command) => decide(damaged, typed, command, false));
}

function decide(damaged: string, typed: Typed, command: Command, isConfirmed: boolean): void {
  const global = globalOptions(command);
  const office = openOffice(global.home);
  const ledger = openOfficeLedger(office, 'existing');
  try {
    const by = { user: actingUser(ledger, office, typed.as), via: commandLineDoor() };
    const about = {
      damaged: parseResidentId(damaged).cleaned,
      name: normaliseName(typed.name).text,
      reason: typed.reason ?? '',
    };
    const event = isConfirmed
      ? confirmIdRepair(ledger, office, by, { ...about, resident_id: parseResidentId(typed.to).cleaned })
      : revokeIdRepair(ledger, office, by, about);
    printResult(global, { sequence: event.seq, type: event.type }, [
      isConfirmed ? '已记录，下次核对起使用。Recorded; used from the next night on.' : '已撤回。Taken back.',
    ]);
  } finally {
    ledger.close();
  }
}

async function list(typed: Typed, command: Command): Promise<void> {
  const global = globalOptions(command);
  const { warehouse } = await openPublished(workspaceAt(global.home).builds);
  const ledger = openOfficeLedger(openOffice(global.home), 'existing');
  try {
    if (typed.unmasked)
      letOutOfHome(command, typed.as, { kind: 'NumberUnmasked', subject: 'number-repairs', detail: {} });
    const confirmed = listIdRepairs(ledger);
    const proposals = await warehouse.rows<Proposal>(`
      with lone as (
          select person_id, resident_id_raw
          from canonical.id_repair
          group by person_id, resident_id_raw
          having count(distinct proposed_resident_id) = 1
      )
      select distinct person.name, id_repair.resident_id_raw as damaged, id_repair.proposed_resident_id as proposed,
          id_repair.repair, coalesce(file.name, '') as source
      from canonical.id_repair
      semi join lone on lone.person_id = id_repair.person_id and lone.resident_id_raw = id_repair.resident_id_raw
      inner join canonical.person on person.person_id = id_repair.person_id
      left join file on file.file_no = ${fileNoSql('id_repair.counter_id')}
      order by all`);
    const number = (id: string): string => (typed.unmasked ? id : maskResidentId(id));
    const name = (text: string): string => (typed.unmasked ? text : maskName(text));
    const shown = proposals.map((one) => ({
      ...one,
      name: name(one.name),
      damaged: number(one.damaged),
      proposed: number(one.proposed),
    }));
    printResult(global, { proposals: shown, confirmed: confirmed.length }, [
      `建议 proposals: ${shown.length}; 已确认 confirmed: ${confirmed.length}`,
      ...shown.map(
        (one) => `  ${one.name}  ${one.damaged} → ${one.proposed}  ${one.repair}  (${one.source})`,
      ),
    ]);
  } finally {
    ledger.close();
    warehouse.close();
  }
}
