import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AnsweredItem, BatchItem } from '../../casework/batches/items.ts';
import { answerItems } from '../../casework/batches/receive-batch.ts';
import { listBatches, listItems } from '../../casework/reads/waiting/batches.ts';
import { commandAt } from '../../core/launcher.ts';
import { parseResidentId } from '../../core/resident-id/index.ts';
import { fileNoSql, locateRow } from '../../core/row-number.ts';
import type { ItemAnswer } from '../../core/words/items.ts';
import { keptPath, loadReceipts } from '../../reading/receiving/receipt.ts';
import type { BatchCounts } from '../../reports/morning/night-summary.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';

/** What the night wrote to the items of registered batches, and what it could not. */
interface Lead {
  record_id: number;
  hash: string;
  file: string;
  batch: string;
  due_on: string | null;
  answer: ItemAnswer | 'waiting';
  person_id: string;
  resident_id: string | null;
  case_id: string | null;
  explanation: string;
}

/**
 * Consumes the answered leads and the cases of tonight; leaves its answer with every item of a registered batch. An item
 * that a finding bears out is joined to that finding's case; no case is opened here, and a person's outcome stays apart.
 */
export async function answerBatches(
  warehouse: Warehouse,
  ledger: Ledger,
  workspace: Workspace,
  at: { home: string; inbox: string },
  heldRules: readonly string[],
): Promise<BatchCounts> {
  await holdAnswers(warehouse, heldRules);
  const leads = await readLeads(warehouse, heldRules);
  const byHash = Map.groupBy(leads, ({ hash }) => hash);
  const author = { actor: 'nightly', on_behalf_of: null, via: 'nightly', at: new Date().toISOString() };
  const counts: BatchCounts = { answered: 0, unchanged: 0, waiting: 0, not_read: 0, unregistered: [] };
  const batches = listBatches(ledger);
  for (const { batch_id, file_hash } of batches) {
    const leadsAt = Map.groupBy(byHash.get(file_hash) ?? [], ({ record_id }) => locateRow(record_id).row);
    const answers: AnsweredItem[] = [];
    const takenBack: AnsweredItem[] = [];
    for (const item of listItems(ledger, 'program', batch_id)) {
      const lead = leadsAt.get(item.row)?.find((one) => isSameNumber(one, item));
      if (lead === undefined) counts.not_read += 1;
      else if (lead.answer === 'waiting') {
        counts.waiting += 1;
        const { item_number, person_id, case_id } = item;
        takenBack.push({ item_number, answer: null, person_id, case_id, evidence: lead.explanation });
      } else answers.push(answerOf(item, lead, lead.answer));
    }
    // an answer of an earlier night stands no longer while a person has to look; the case that was opened stays
    answerItems(ledger, author, batch_id, takenBack);
    const { answered, unchanged } = answerItems(ledger, author, batch_id, answers);
    counts.answered += answered;
    counts.unchanged += unchanged;
  }
  const registered = new Set(batches.map(({ file_hash }) => file_hash));
  for (const [hash, ofFile] of byHash) {
    if (registered.has(hash)) continue;
    counts.unregistered.push(describeList(ofFile, pathOf(workspace, at.inbox, hash), at.home));
  }
  return counts;
}

/** A row stands on one sheet of perhaps several; the number says whether it is the one that was registered. */
function isSameNumber(lead: Lead, item: BatchItem): boolean {
  const cleaned = (text: string | null): string => parseResidentId(text ?? '').cleaned;
  return cleaned(lead.resident_id) === cleaned(item.resident_id);
}

/** Whom an item means is not changed any more once it has a case: the case names its person. */
function answerOf(
  item: BatchItem,
  { person_id, case_id, explanation }: Lead,
  answer: ItemAnswer,
): AnsweredItem {
  const meant = answer === 'cannot-match' ? null : person_id;
  return {
    item_number: item.item_number,
    answer,
    person_id: item.case_id === null ? meant : (item.person_id ?? meant),
    case_id: answer === 'supported' ? case_id : null,
    evidence: explanation,
  };
}

/** The findings that may bear out a lead: of a case, and of no rule that is held. */
function bearing(heldRules: readonly string[]): string {
  const held = heldRules.map(quoteText).join(', ') || "''";
  return `
    select lead.record_id, finding.case_id, finding.amount_fen, finding.finding_key, finding.finding_id, finding.reason
    from result.lead
    inner join result.finding
        on list_contains(string_split(lead.finding_ids, ','), finding.finding_id)
            and finding.person_id = lead.person_id
    where finding.status <> 'withdrawn' and finding.case_id is not null and finding.rule_id not in (${held})`;
}

/**
 * A lead that nothing but findings without a case bear out, those of a held rule above all, waits for a person: the list of
 * leads, its workbook and the items of the batch say so alike.
 */
export async function holdAnswers(warehouse: Warehouse, heldRules: readonly string[]): Promise<void> {
  await warehouse.run(`
    update result.lead
    set answer = 'waiting', amount_fen = null, finding_ids = '',
        explanation = '支持该疑点的规则已暂停，或疑点尚未立案，待人工查看后答复。'
    where answer = 'supported' and record_id not in (select record_id from (${bearing(heldRules)}))`);
}

/** Every answered lead with the case of the largest finding that bears it out; findings of held rules bear out none. */
function readLeads(warehouse: Warehouse, heldRules: readonly string[]): Promise<Lead[]> {
  return warehouse.rows<Lead>(`
    with borne_out as (
        select
            record_id,
            arg_max(case_id, (coalesce(amount_fen, -1), finding_key)) as case_id,
            string_agg(reason, ' ' order by finding_id) as reasons
        from (${bearing(heldRules)})
        group by record_id
    )
    select lead.record_id, file.hash, file.name as file, lead.batch, lead.answer_due_on as due_on, lead.answer,
        lead.person_id, lead.resident_id, borne_out.case_id, coalesce(borne_out.reasons, lead.explanation) as explanation
    from result.lead
    inner join file on file.file_no = ${fileNoSql('lead.record_id')}
    left join borne_out on borne_out.record_id = lead.record_id
    order by lead.record_id`);
}

function pathOf(workspace: Workspace, inbox: string, hash: string): string {
  const receipt = loadReceipts(workspace.received).find((one) => one.hash === hash);
  if (receipt === undefined) return '';
  const inInbox = join(inbox, receipt.name);
  return existsSync(inInbox) ? inInbox : keptPath(workspace.received, receipt);
}

/** A list with the command that registers it; which number it gets is for a person to say. */
function describeList(
  leads: readonly Lead[],
  path: string,
  home: string,
): BatchCounts['unregistered'][number] {
  const [first] = leads;
  const due = first?.due_on ? ` --reply-due-on ${first.due_on}` : '';
  return {
    file: first?.file ?? '',
    items: leads.length,
    register: `${commandAt(home)} batch receive "${path}" --as 用户 --id 批次号 --title "${first?.batch ?? ''}"${due}`,
  };
}
