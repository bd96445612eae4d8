import { Button, Input } from 'antd';
import { useState } from 'react';
import { parseFen } from '../../../../core/money.ts';
import type { Surplus } from '../../../../core/words/case.ts';
import { recovery, type UnclaimedLine } from '../../../contract/recovery.ts';
import { newRequestKey, useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showYuan } from '../../parts/figures.ts';
import { CaseField, PaysFor } from './case-field.tsx';
import { SurplusField } from './surplus-field.tsx';

interface Part {
  id: number;
  caseId: string;
  /** As it was typed, in yuan; what is no amount counts for nothing and keeps the button shut. */
  yuan: string;
}

/** One line over several cases: what is left is counted to the fen while the parts are typed. */
export function SplitLine({
  line,
  isOpen,
  onClose,
}: {
  line: UnclaimedLine;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const split = useAct(recovery.split);
  const [key] = useState(newRequestKey);
  const [surplus, setSurplus] = useState<Surplus>('refused');
  const [parts, setParts] = useState(() => firstParts(line));
  const left = line.amount_fen - parts.reduce((sum, { yuan }) => sum + (parseFen(yuan) ?? 0), 0);
  const isReadable = parts.every(({ yuan }) => yuan.trim() === '' || (parseFen(yuan) ?? 0) > 0);
  const change = (id: number, typed: Partial<Part>) =>
    setParts((before) => before.map((part) => (part.id === id ? { ...part, ...typed } : part)));
  const add = () =>
    setParts((before) => [
      ...before,
      { id: Math.max(...before.map(({ id }) => id)) + 1, caseId: '', yuan: '' },
    ]);
  const submit = async () => {
    const typed = parts.filter((part) => part.yuan.trim() !== '' || part.caseId.trim() !== '');
    const done = await split.mutateAsync({
      params: { line_id: line.line_id },
      body: {
        key,
        surplus,
        parts: typed.map(({ caseId, yuan }) => ({
          case_id: caseId.trim() === '' ? null : caseId.trim(),
          amount_fen: parseFen(yuan) ?? 0,
        })),
      },
    });
    const cases = done.entered.map((part) => part.case_id).join(t('ledger.and'));
    say(t('ledger.split-done', { cases, n: done.waiting }));
  };
  return (
    <ConfirmAct
      title={t('ledger.split-title', { yuan: showYuan(line.amount_fen) })}
      okText={t('ledger.split-do')}
      isOpen={isOpen}
      isReady={left === 0 && isReadable}
      onClose={onClose}
      onOk={submit}
    >
      <p className="is-muted">{t('ledger.split-how')}</p>
      {parts.map((part, place) => (
        <div className="split-part" key={part.id}>
          <CaseField
            label={t('ledger.split-case', { n: place + 1 })}
            placeholder={t('ledger.split-no-case')}
            value={part.caseId}
            onChange={(caseId) => change(part.id, { caseId })}
          />
          <Input
            aria-label={t('ledger.split-amount', { n: place + 1 })}
            placeholder={t('ledger.amount')}
            inputMode="decimal"
            status={part.yuan.trim() === '' || (parseFen(part.yuan) ?? 0) > 0 ? '' : 'error'}
            value={part.yuan}
            onChange={(event) => change(part.id, { yuan: event.target.value })}
          />
          <PaysFor caseId={part.caseId} fen={parseFen(part.yuan)} />
        </div>
      ))}
      <SurplusField value={surplus} onChange={setSurplus} />
      <p className="split-foot">
        <Button size="small" onClick={add} disabled={parts.length >= 50}>
          {t('ledger.split-more')}
        </Button>
        <span className={left === 0 && isReadable ? 'ties' : 'differs'} role="status">
          {!isReadable
            ? t('ledger.amount-unreadable')
            : left === 0
              ? `✓ ${t('ledger.ties')}`
              : t('ledger.split-left', { yuan: showYuan(left) })}
        </span>
      </p>
    </ConfirmAct>
  );
}

/** The case proposed stands first, with what it still owes. */
function firstParts({ proposed, candidates, amount_fen: amount }: UnclaimedLine): Part[] {
  const known = proposed === null ? candidates.slice(0, 2) : [proposed];
  return [0, 1].map((id) => {
    const one = known[id];
    const owes = one !== undefined && one.outstanding_fen > 0 && one.outstanding_fen < amount;
    return { id, caseId: one?.case_id ?? '', yuan: owes && id === 0 ? showYuan(one.outstanding_fen) : '' };
  });
}
