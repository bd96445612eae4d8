import { Button, Input } from 'antd';
import { useState } from 'react';
import { type CaseOnDay, recompute } from '../../../contract/recompute.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';
import { Panel } from '../../parts/panel.tsx';

/** One case as everything stood on a day. */
export function OnDay() {
  const { t } = useWords();
  const [typed, setTyped] = useState({ caseId: '', day: '' });
  const [asked, ask] = useState<typeof typed | null>(null);
  return (
    <>
      <Panel title={t('rules.on-day')} aside={t('rules.on-day-aside')}>
        <form
          className="rules-try"
          onSubmit={(event) => {
            event.preventDefault();
            ask({ caseId: typed.caseId.trim(), day: typed.day });
          }}
        >
          <div>
            <label htmlFor="on-day-case">{t('rules.case')}</label>
            <Input
              id="on-day-case"
              placeholder="C00000001"
              value={typed.caseId}
              onChange={({ target }) => setTyped({ ...typed, caseId: target.value })}
            />
          </div>
          <div>
            <label htmlFor="on-day-day">{t('rules.on-day-day')}</label>
            <Input
              id="on-day-day"
              placeholder="2022-12-31"
              value={typed.day}
              onChange={({ target }) => setTyped({ ...typed, day: target.value })}
            />
          </div>
          <Button
            htmlType="submit"
            disabled={!/^C\d{8,}$/.test(typed.caseId.trim()) || !/^\d{4}-\d{2}-\d{2}$/.test(typed.day)}
          >
            {t('rules.recompute')}
          </Button>
        </form>
      </Panel>
      {asked === null ? null : <Recomputed key={`${asked.caseId} ${asked.day}`} {...asked} />}
    </>
  );
}

function Recomputed({ caseId, day }: { caseId: string; day: string }) {
  const { t, pick } = useWords();
  const answer = useAnswer(recompute.onDay, { params: { case_id: caseId }, query: { day } });
  return (
    <Answered answer={answer} rows={5}>
      {(told) => (
        <Panel
          title={`${told.case_id} ${told.day}`}
          aside={t('rules.on-day-files', { n: showCount(told.files) })}
        >
          {told.notes.map((note) => (
            <p key={note.zh} className="differs">
              {pick(note)}
            </p>
          ))}
          {told.findings.length === 0 ? <p className="is-muted">{t('rules.on-day-nothing')}</p> : null}
          {told.findings.map((finding) => (
            <FindingThen key={finding.finding_key} finding={finding} />
          ))}
          {told.later.map(({ finding_key, title }) => (
            <p key={finding_key} className="is-muted">
              {t('rules.on-day-later', { title })}
            </p>
          ))}
        </Panel>
      )}
    </Answered>
  );
}

function FindingThen({ finding }: { finding: CaseOnDay['findings'][number] }) {
  const { t } = useWords();
  const money = (fen: number | null): string => (fen === null ? '—' : showYuan(fen));
  return (
    <table className="plain">
      <caption lang="zh-CN">
        {finding.title} {money(finding.amount_fen)}{' '}
        <span className="is-muted">
          {finding.is_same
            ? t('rules.on-day-same')
            : t('rules.on-day-now', { money: money(finding.now_fen) })}
        </span>
      </caption>
      <tbody>
        {finding.months.map(({ month, amount_fen }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one month have nothing else to be told apart by
          <tr key={place}>
            <td>{month === null ? '—' : showMonth(month)}</td>
            <td className="money">
              <Money fen={amount_fen} />
            </td>
          </tr>
        ))}
        {finding.values.map(({ title, from, values }) => (
          <tr key={`${title} ${from}`}>
            <td lang="zh-CN">{title}</td>
            <td className="right">
              {t('rules.on-day-value', { from: showMonth(from), value: values.join('、') })}
            </td>
          </tr>
        ))}
        <tr>
          <td>{t('rules.on-day-law')}</td>
          <td lang="zh-CN">{finding.basis.join('；') || '—'}</td>
        </tr>
      </tbody>
    </table>
  );
}
