import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type CaseOnDay, recompute, type TouchedCase } from '../../../contract/recompute.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';
import { SaveFor } from './save-for.tsx';

/** Decided cases that a changed rate, text or rule touches, and one case as everything stood on a day. */
export function TouchedView() {
  const { t } = useWords();
  const seesList = useRight('rules.touched');
  return (
    <>
      <PageHead title={t('rules.recompute')} aside={<Link to="/rules">{t('rules.back')}</Link>} />
      {seesList ? <Worklist /> : null}
      <OnDay />
    </>
  );
}

function Worklist() {
  const { t } = useWords();
  const answer = useAnswer(recompute.touched);
  return (
    <Answered answer={answer} rows={6}>
      {({ cases, decided, untouched, as_of: asOf }) => (
        <>
          <Panel
            title={t('rules.touched')}
            aside={t('rules.touched-aside', {
              on: asOf,
              decided: showCount(decided),
              untouched: showCount(untouched),
            })}
            isFlush={cases.length > 0}
          >
            {cases.length === 0 ? (
              <p className="rules-text is-muted">{t('rules.touched-none')}</p>
            ) : (
              <Cases cases={cases} />
            )}
          </Panel>
          {cases.length === 0 ? null : (
            <SaveFor endpoint={recompute.touchedFile} right="rules.touched-file" body={{}} />
          )}
        </>
      )}
    </Answered>
  );
}

function Cases({ cases }: { cases: readonly TouchedCase[] }) {
  const { t, pick } = useWords();
  return (
    <table className="plain touched-cases">
      <thead>
        <tr>
          <th>{t('rules.case')}</th>
          <th>{t('rules.name')}</th>
          <th>{t('rules.township')}</th>
          <th>{t('rules.touched-decided')}</th>
          <th className="right">{t('rules.touched-was')}</th>
          <th className="right">{t('rules.touched-is')}</th>
          <th>{t('rules.touched-how')}</th>
          <th>{t('rules.nights-because')}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => (
          <tr key={one.case_id}>
            <td className="number">
              <Link to={`/cases/${one.case_id}`}>{one.case_id}</Link>
            </td>
            <td lang="zh-CN">{one.name}</td>
            <td lang="zh-CN">{one.township ?? '—'}</td>
            <td className="number">{one.decided_on}</td>
            <td className="money">{showYuan(one.was_fen + one.owed_was_fen)}</td>
            <td className="money">{showYuan(one.is_fen + one.owed_is_fen)}</td>
            <td>
              <span className={one.how === 'less' ? 'chip is-ochre' : 'chip'}>
                {t(one.how === 'none' ? 'rules.touched-none-money' : `rules.touched-${one.how}`)}
              </span>
            </td>
            <td>
              {one.causes.map((cause) => (
                <div key={cause.zh}>{pick(cause)}</div>
              ))}
              <Months findings={one.findings} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The months in which it comes out otherwise, with the values that were read then and are read now. */
function Months({ findings }: { findings: TouchedCase['findings'] }) {
  const { t } = useWords();
  const months = findings.flatMap((finding) =>
    finding.months.map((month) => ({ ...month, key: `${finding.finding_key} ${month.month}` })),
  );
  if (months.length === 0) return null;
  return (
    <details>
      <summary>{t('rules.touched-months', { n: months.length })}</summary>
      {months.map(({ key, month, was_fen, is_fen, values }) => (
        <div key={key} className="is-muted">
          {showMonth(month)} {showYuan(was_fen)} → {showYuan(is_fen)}
          {values.map((one) => (
            <span key={one.title}>
              {' '}
              {one.title} {one.was.join('、')} → {one.is.join('、')}
            </span>
          ))}
        </div>
      ))}
    </details>
  );
}

function OnDay() {
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
