import { useNavigate } from 'react-router';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { caseWork } from '../../../../contract/case-work.ts';
import type { Failed } from '../../../api/call.ts';
import { newRequestKey, useAct } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { useDoneLine } from '../../../parts/done-line.tsx';
import { useNeighbours } from '../head/neighbours.ts';
import type { DraftHold } from './draft.ts';

/** Gives the case back to the queue and returns there. */
export function PutBack({ found, draft }: { found: CaseAnswer; draft: DraftHold }) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const navigate = useNavigate();
  const { back } = useNeighbours(found.case_id);
  const act = useAct(caseWork.act);
  if (!found.legal_moves.some(({ move }) => move === 'put-back')) return null;
  const putBack = () =>
    act.mutate(
      {
        params: { case_id: found.case_id },
        body: { key: newRequestKey(), move: 'put-back', expected_last_seq: found.last_seq, input: {} },
      },
      {
        onSuccess: () => {
          draft.clear();
          say(t('case.was-put-back', { id: found.case_id }));
          navigate(back);
        },
        onError: (error: Failed) => say(pick(error)),
      },
    );
  return (
    <button type="button" className="link no-print" disabled={act.isPending} onClick={putBack}>
      {t('case.put-back')}
    </button>
  );
}
