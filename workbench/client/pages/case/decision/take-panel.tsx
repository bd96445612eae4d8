import { Button } from 'antd';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { caseWork } from '../../../../contract/case-work.ts';
import { newRequestKey, useAct } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { RefusalLine } from '../../../parts/refusal-line.tsx';

/** A case that is not one's own: read it, or take it. */
export function TakePanel({ found }: { found: CaseAnswer }) {
  const { t, pick } = useWords();
  const act = useAct(caseWork.act);
  const may = (wanted: string) => found.legal_moves.some(({ move }) => move === wanted);
  const mayTake = may('take');
  const what = mayTake ? 'case.take-first' : may('assign') ? 'case.read-or-assign' : 'case.read-only';
  return (
    <Panel title={t('case.decision')}>
      <p>{found.read_only === null ? t(what) : pick(found.read_only)}</p>
      {mayTake ? (
        <Button
          type="primary"
          block
          loading={act.isPending}
          onClick={() =>
            act.mutate({
              params: { case_id: found.case_id },
              body: { key: newRequestKey(), move: 'take', input: {} },
            })
          }
        >
          {t('case.take')}
        </Button>
      ) : null}
      <RefusalLine refusal={act.error} />
    </Panel>
  );
}
