import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useState } from 'react';
import { type PayableCase, recovery } from '../../../contract/recovery.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { showYuan } from '../../parts/figures.ts';

/** The cases that money may belong to, by number, notice or the beginning of a name; what is typed stands in no address. */
function usePayable(text: string) {
  const wanted = text.trim();
  return useQuery({
    queryKey: [recovery.find.id, wanted],
    queryFn: ({ signal }) => call(recovery.find, { body: { text: wanted }, signal }),
    enabled: wanted !== '',
    placeholderData: (last) => last,
  });
}

/** Finds the case that money is for; the case number stays what it holds. */
export function CaseField({
  id,
  label,
  placeholder,
  autoFocus = false,
  value = '',
  onChange = () => {},
}: {
  id?: string;
  label?: string;
  placeholder?: string;
  autoFocus?: boolean;
  value?: string;
  onChange?: (caseId: string) => void;
}) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const answer = usePayable(value);
  const found = value.trim() === '' ? [] : (answer.data?.cases ?? []);
  return (
    <AutoComplete
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className="wide"
      autoFocus={autoFocus}
      placeholder={placeholder ?? t('ledger.find-case')}
      value={value}
      onChange={(text) => onChange(text)}
      open={isOpen && found.some(({ case_id }) => case_id !== value)}
      onOpenChange={setOpen}
      popupMatchSelectWidth={false}
      options={found.map((one) => ({
        value: one.case_id,
        label: (
          <>
            <span className="number">{one.case_id}</span> <span lang="zh-CN">{one.debtor_name}</span>{' '}
            <span className="is-muted">
              <span lang="zh-CN">{one.township}</span>{' '}
              {t('ledger.out', { yuan: showYuan(one.outstanding_fen) })}
            </span>
          </>
        ),
      }))}
    />
  );
}

/** Before anything is posted: whom the money is from, what it pays, and what is left after it. */
export function PaysFor({ caseId, fen }: { caseId: string; fen: number | null }) {
  const { t, pick } = useWords();
  const answer = usePayable(caseId);
  const wanted = caseId.trim();
  if (wanted === '' || answer.data === undefined) return null;
  const found = answer.data.cases.find(({ case_id }) => case_id === wanted);
  if (found === undefined) return <p className="pays-for differs">{t('ledger.no-such-debt')}</p>;
  return (
    <p className="pays-for" role="status">
      <span lang="zh-CN">{found.debtor_name}</span>{' '}
      <span className="is-muted">{pick(found.status_title)}</span>{' '}
      {t('ledger.out', { yuan: showYuan(found.outstanding_fen) })}
      {fen === null || fen <= 0 ? null : <Left found={found} fen={fen} />}
    </p>
  );
}

function Left({ found, fen }: { found: PayableCase; fen: number }) {
  const { t } = useWords();
  const left = found.outstanding_fen - fen;
  return (
    <>
      {' → '}
      <strong className={left < 0 ? 'is-owed-to-person' : ''}>
        {left === 0
          ? t('ledger.paid-off')
          : t(left < 0 ? 'ledger.too-much' : 'ledger.left-after', { yuan: showYuan(Math.abs(left)) })}
      </strong>
    </>
  );
}
