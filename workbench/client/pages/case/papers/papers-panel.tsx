import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { MoveButtons } from '../moves/move-buttons.tsx';
import { Attachments } from './attachments.tsx';
import { EntriesTable } from './entries-table.tsx';
import { EquationLine } from './equation-line.tsx';
import { OwedTable } from './owed-table.tsx';
import { PapersTable } from './papers-table.tsx';

/** What was written and what was paid, with what may be done next. */
export function PapersPanel({ found }: { found: CaseAnswer }) {
  const { t, pick } = useWords();
  return (
    <Panel
      isFlush
      title={t('case.papers')}
      aside={found.amounts.length === 0 ? t('case.papers-aside') : null}
    >
      <EquationLine found={found} />
      <PapersTable found={found} />
      <EntriesTable found={found} />
      <OwedTable found={found} />
      {found.due.length === 0 ? null : (
        <ul className="due-list">
          {found.due.map((one) => (
            <li key={`${one.zh} ${one.due_on}`}>
              {pick(one)} <b>{one.due_on}</b>
            </li>
          ))}
        </ul>
      )}
      <Attachments found={found} />
      <MoveButtons found={found} />
    </Panel>
  );
}
