import type { Task } from '../../../contract/tasks.ts';

/** Where a task is done. */
export function wayOf(task: Task): string {
  switch (task.kind) {
    case 'signature':
      return `/approvals?${new URLSearchParams({ case: task.case_id, document: task.document_id })}`;
    case 'batch':
      return `/batches/${encodeURIComponent(task.batch_id)}`;
    case 'held-rule':
      return '/today';
    case 'file':
      return task.fate === 'asked' ? '/files#overlaps' : `/files?file=${task.hash}`;
    case 'word':
      return `/words?word=${task.word_id}`;
    case 'unassigned':
      return '/queue';
    case 'bank-lines':
    case 'to-confirm':
      return '/ledger';
    default:
      return `/cases/${task.case_id}`;
  }
}

/** What is handed over in the history entry: a case opened from here leads back to here. */
export const FROM_TASKS = { from: '/tasks', index: null, total: null };
