import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { recompute, type TouchedCase, type TouchedCases } from '../../../contract/recompute.ts';
import { rules, type TriedValues } from '../../../contract/rules.ts';
import type { Failed } from '../../api/call.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { useRight } from '../../shell/session.tsx';
import { OnDay } from './case-on-day.tsx';
import { ParameterForm } from './parameter-form.tsx';
import { SaveFor } from './save-for.tsx';

/** Decided cases that a changed rate, text or rule touches, and one case as everything stood on a day. */
export function TouchedView() {
  const { t } = useWords();
  const seesList = useRight('rules.touched');
  return (
    <>
      <PageHead title={t('rules.recompute')} aside={<Link to="/rules">{t('rules.back')}</Link>} />
      {seesList ? (
        <>
          <Worklist />
          <TouchedIf />
        </>
      ) : null}
      <OnDay />
    </>
  );
}

function Worklist() {
  const answer = useAnswer(recompute.touched);
  return (
    <Answered answer={answer} rows={6}>
      {(told) => <Touched told={told} />}
    </Answered>
  );
}

function Touched({ told, tried }: { told: TouchedCases; tried?: Tried }) {
  const { t } = useWords();
  const { cases, decided, untouched, as_of: on } = told;
  const counts = { on, decided: showCount(decided), untouched: showCount(untouched) };
  return (
    <>
      <Panel
        title={t(tried === undefined ? 'rules.touched' : 'rules.touched-if-cases')}
        aside={t(tried === undefined ? 'rules.touched-aside' : 'rules.touched-if-counts', counts)}
        isFlush={cases.length > 0}
      >
        {cases.length === 0 ? (
          <p className="rules-text is-muted">{t('rules.touched-none')}</p>
        ) : (
          <Cases cases={cases} />
        )}
      </Panel>
      {cases.length === 0 ? null : (
        <SaveFor
          endpoint={recompute.touchedFile}
          right="rules.touched-file"
          body={tried === undefined ? {} : { tried }}
        />
      )}
    </>
  );
}

type Tried = { rule_id: string; changes: TriedValues };

/** The same as if a value were another: a rule is chosen, and its values are typed as for a trial of the rule. */
function TouchedIf() {
  const { t, language } = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const answer = useAnswer(rules.list);
  return (
    <Answered answer={answer} rows={2}>
      {({ rules: lines }) => (
        <>
          <Panel
            title={t('rules.touched-if')}
            aside={<span className="chip is-ochre">{t('rules.only-a-trial')}</span>}
          >
            <div className="rules-try">
              <div>
                <label htmlFor="touched-rule">{t('rules.rule')}</label>
                <Select
                  id="touched-rule"
                  showSearch={{ optionFilterProp: 'label' }}
                  style={{ width: '100%' }}
                  value={chosen}
                  options={lines.map(({ rule_id, title, english }) => ({
                    value: rule_id,
                    label: language === 'zh' ? title : english,
                  }))}
                  onChange={choose}
                />
              </div>
            </div>
            {chosen === null ? null : <TouchedByValues key={chosen} ruleId={chosen} />}
          </Panel>
        </>
      )}
    </Answered>
  );
}

function TouchedByValues({ ruleId }: { ruleId: string }) {
  const { t } = useWords();
  const answer = useAnswer(rules.read, { query: { rule_id: ruleId } });
  const found = useAct(recompute.touchedIf, { changes: false });
  const [tried, setTried] = useState<Tried | null>(null);
  const [refusal, setRefusal] = useState<Failed | null>(null);
  return (
    <Answered answer={answer} rows={2}>
      {({ parameters }) =>
        parameters.length === 0 ? (
          <p className="is-muted rules-text">{t('rules.nothing-to-try')}</p>
        ) : (
          <>
            <ParameterForm
              parameters={parameters}
              label={t('rules.touched-if-ask')}
              isPending={found.isPending}
              onTry={(changes) => {
                const wish = { rule_id: ruleId, changes };
                setRefusal(null);
                setTried(wish);
                found.mutate({ body: wish }, { onError: setRefusal });
              }}
            />
            <RefusalLine refusal={refusal} />
            {found.data && tried !== null && !found.isPending ? (
              <Touched told={found.data} tried={tried} />
            ) : null}
          </>
        )
      }
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
