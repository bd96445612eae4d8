import { listOfficeColumns } from '../../casework/columns/office-columns.ts';
import { listRulings } from '../../casework/deliveries/rulings.ts';
import { type IdRepair, listIdRepairs } from '../../casework/id-repairs/id-repairs.ts';
import { rulesOfNight } from '../../casework/rule-life/rules-of-night.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { listOfficeWords } from '../../casework/words/office-words.ts';
import type { DeliveryRuling } from '../../reading/deliveries/delivery.ts';
import type { TaughtColumns } from '../../reading/recognition/taught-columns.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Workspace } from '../../storage/workspace.ts';

/** What people of the office have answered. */
export interface Answers {
  words: readonly TaughtWord[];
  rulings: readonly DeliveryRuling[];
  columns: readonly TaughtColumns[];
}

/** Their answers, with the numbers that they repaired and the rules that count. */
export interface Known extends Answers {
  repairs: readonly IdRepair[];
  rules: readonly RuleDefinition[];
}

/** What the next night would know of people's decisions: a trial goes by the same. */
export function knownTo(workspace: Workspace, ledger: Ledger): Known {
  return {
    words: listOfficeWords(ledger),
    rulings: listRulings(ledger),
    columns: listOfficeColumns(ledger),
    repairs: listIdRepairs(ledger),
    rules: rulesOfNight(workspace, ledger).live,
  };
}
