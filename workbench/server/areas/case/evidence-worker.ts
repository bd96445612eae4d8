import { workerData } from 'node:worker_threads';
import type { CaseState } from '../../../../casework/case-state.ts';
import type { Language } from '../../../../core/words/language.ts';
import { openPublishedReader } from '../../../../explanation/published-reader.ts';
import { type MaskingOptions, readEvidence } from '../../../../explanation/read-evidence.ts';
import { serveOffice, workspaceAt } from '../../../../storage/workspace.ts';
import { answerQuestions } from '../../asked-thread.ts';

interface EvidenceQuestion {
  state: Pick<CaseState, 'person' | 'findings'>;
  masking: MaskingOptions & { language: Language };
}

/**
 * The evidence of cases in a thread of its own: one page asks the build some dozens of things one after the other, and would
 * wait each time for whatever the others ask of the ledger.
 */
const home = String(workerData);
serveOffice(workspaceAt(home));
const reader = openPublishedReader(home);
answerQuestions<EvidenceQuestion>(
  ({ state, masking }) => readEvidence(reader, state, masking),
  () => reader.close(),
);
