import type { CaseAnswer } from '../../../../contract/case.ts';
import { caseWork, type DecideBody } from '../../../../contract/case-work.ts';
import type { Failed } from '../../../api/call.ts';
import { useAct } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { ConfirmAct } from '../../../parts/confirm-act.tsx';
import { useDoneLine } from '../../../parts/done-line.tsx';
import { showYuan } from '../../../parts/figures.ts';
import { claimedBy } from './claimed.ts';
import { debtorIn } from './debtor-in.ts';
import type { DraftHold } from './draft.ts';

/** Says in one sentence what will be written, before it is. */
export function ConfirmDecision({
  found,
  draft,
  body,
  groundWord,
  isOpen,
  onClose,
  onSubmitted,
}: {
  found: CaseAnswer;
  draft: DraftHold;
  body: DecideBody;
  groundWord: string;
  isOpen: boolean;
  onClose: () => void;
  onSubmitted: () => void;
}) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const act = useAct(caseWork.decide);
  const { value } = draft;
  return (
    <ConfirmAct
      title={t(value.outcome === 'substantiated' ? 'case.submit' : 'case.confirm-outcome')}
      okText={t('shell.ok')}
      isOpen={isOpen}
      onClose={onClose}
      onOk={async () => {
        try {
          await act.mutateAsync({ params: { case_id: found.case_id }, body });
        } catch (error) {
          // where the case has gone on in another window this dialog goes with its page: the line stays
          say(pick(error as Failed));
          throw error;
        }
        draft.clear();
        say(t('case.was-decided', { outcome: t(`case.outcome-short-${value.outcome}`) }));
        if (value.outcome === 'substantiated') onSubmitted();
      }}
    >
      <p className="confirm-sentence" lang="zh-CN">
        <Summary found={found} draft={draft} groundWord={groundWord} />
      </p>
    </ConfirmAct>
  );
}

function Summary({ found, draft, groundWord }: { found: CaseAnswer; draft: DraftHold; groundWord: string }) {
  const { t } = useWords();
  const { value } = draft;
  const name = found.evidence?.person.name ?? found.case_id;
  if (value.outcome === 'unfounded') {
    const ground = value.ground === 'other' ? value.reason.trim() : groundWord;
    return t('case.sum-unfounded', { name, ground });
  }
  if (value.outcome === 'unverifiable') return t('case.sum-unverifiable', { name, on: value.review_on });
  if (found.claim.length === 0) return t('case.sum-substantiated', { name });
  const { fen, months } = claimedBy(found.claim, value.struck);
  const debtor = debtorIn(found, value);
  const who =
    debtor === null || debtor.kind === 'self'
      ? t('case.debtor-self')
      : debtor.kind === 'kept'
        ? found.debtor.name
        : debtor.kind === 'other'
          ? value.other_name
          : debtor.shown;
  const signer = found.first_signer;
  return (
    <>
      {t(months === 0 ? 'case.sum-claim-once' : 'case.sum-claim', {
        name,
        n: months,
        amount: showYuan(fen),
        who,
      })}
      {signer === null || signer.names === ''
        ? ''
        : t('case.sum-signer', { who: signer.names, step: signer.title })}
      {t('case.stop')}
    </>
  );
}
