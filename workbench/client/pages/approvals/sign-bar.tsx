import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { SHORTEST_RETURN } from '../../../../core/words/documents.ts';
import { type ApprovalDocument, approvals } from '../../../contract/approvals.ts';
import type { Failed } from '../../api/call.ts';
import { newRequestKey, useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showYuan } from '../../parts/figures.ts';
import { useKeys } from '../../shell/keys.ts';
import { useParty } from './party.ts';

/** The two things an approver does: return with a reason, or sign with the password. Refusals stand beside the buttons. */
export function SignBar({ document, done }: { document: ApprovalDocument; done: () => void }) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const field = useId();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const [isAsking, setAsking] = useState(false);
  // one key for this document: a refused request leaves it free, a retry of a done one is answered as before
  const [key] = useState(newRequestKey);
  const party = useParty(document);
  const sign = useAct(approvals.approve);
  const giveBack = useAct(approvals.giveBack);
  const missing = SHORTEST_RETURN - Array.from(reason.trim()).length;
  const signature = {
    key,
    document_id: document.document_id,
    expected_last_seq: document.last_seq,
    delegate_for: document.delegate_for?.user_id ?? null,
  };
  const params = { case_id: document.case_id };
  const mayAct = document.status === 'pending' && document.refusal === null;
  useKeys({ 'Ctrl+Enter': mayAct ? () => setAsking(true) : undefined });
  if (document.status !== 'pending') {
    return <p className="sign-bar is-muted">{t(`approvals.became-${document.status}`)}</p>;
  }
  if (document.refusal !== null) {
    return (
      <p className="sign-bar refusal" role="status">
        <Chinese>{pick(document.refusal)}</Chinese>
      </p>
    );
  }
  const returnIt = async () => {
    setRefusal(null);
    try {
      await giveBack.mutateAsync({ params, body: { ...signature, reason } });
      say(t('approvals.returned', { case: document.case_id }));
      done();
    } catch (error) {
      setRefusal(error as Failed);
    }
  };
  const signIt = async (password: string) => {
    const { is_final, next } = await sign.mutateAsync({ params, body: { ...signature, password } });
    say(
      is_final
        ? t('approvals.in-effect', { case: document.case_id })
        : t('approvals.passed-on', { case: document.case_id, name: next.join('、') }),
    );
    done();
  };
  const agreement = t(`approvals.agree-${document.kind}`, {
    name: party,
    yuan: showYuan(document.amount_fen),
  });
  return (
    <div className="sign-bar">
      {document.delegate_for === null ? null : (
        <p className="is-owed-to-person">
          <Chinese>{t('approvals.you-sign-for', { name: document.delegate_for.name })}</Chinese>
        </p>
      )}
      <div className="sign-label">
        <label htmlFor={field}>{t('approvals.reason-label')}</label>
        <p className={refusal ? 'refusal' : 'is-muted hint'} role={refusal ? 'alert' : 'status'}>
          {refusal
            ? pick(refusal)
            : reason.trim() !== '' && missing > 0
              ? t('approvals.reason-missing', { n: missing })
              : ''}
        </p>
      </div>
      <div className="sign-row">
        <Input.TextArea
          id={field}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button onClick={() => void returnIt()} loading={giveBack.isPending} disabled={reason.trim() === ''}>
          {t('approvals.return')}
        </Button>
        <Button type="primary" onClick={() => setAsking(true)}>
          {t('approvals.sign')}
          <kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
      <ConfirmAct
        title={t('approvals.sign')}
        okText={t('approvals.sign')}
        wantsPassword
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onOk={signIt}
      >
        <p className="agreement">
          <Chinese>{agreement}</Chinese>
        </p>
        <p className="is-muted">{t('approvals.password-why')}</p>
      </ConfirmAct>
    </div>
  );
}
