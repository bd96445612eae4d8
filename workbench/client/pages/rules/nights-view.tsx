import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { z } from 'zod';
import { type NightDifference, nightDifference } from '../../../contract/night-difference.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showCount } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { SaveFor } from './save-for.tsx';

type Night = z.output<(typeof nightDifference.kept)['answer']>['nights'][number];
type Told = z.output<(typeof nightDifference.diff)['answer']>;
interface Chosen {
  earlier: number;
  later: number;
}

/** Of whom two nights say different things, and why each came, went or changed. */
export function NightsView() {
  const { t } = useWords();
  const kept = useAnswer(nightDifference.kept);
  return (
    <>
      <PageHead title={t('rules.nights')} aside={<Link to="/rules">{t('rules.back')}</Link>} />
      <Answered answer={kept} rows={4}>
        {({ nights }) => {
          const [earlier, later] = nights.slice(-2);
          if (earlier === undefined || later === undefined) {
            return (
              <Panel title={t('rules.nights')}>
                <p className="rules-text is-muted">{t('rules.nights-one')}</p>
              </Panel>
            );
          }
          return <Choice nights={nights} first={{ earlier: earlier.run, later: later.run }} />;
        }}
      </Answered>
    </>
  );
}

function Choice({ nights, first }: { nights: readonly Night[]; first: Chosen }) {
  const { t } = useWords();
  const [chosen, choose] = useState(first);
  const options = nights.map(({ run, as_of }) => ({
    value: run,
    label: t('rules.nights-night', { run, on: as_of }),
  }));
  return (
    <>
      <Panel title={t('rules.nights-compare')} aside={t('rules.nights-aside')}>
        <div className="rules-try">
          {(['earlier', 'later'] as const).map((which) => (
            <div key={which}>
              <label htmlFor={`nights-${which}`}>{t(`rules.nights-${which}`)}</label>
              <Select
                id={`nights-${which}`}
                style={{ width: '100%' }}
                value={chosen[which]}
                options={options}
                onChange={(run: number) => choose({ ...chosen, [which]: run })}
              />
            </div>
          ))}
        </div>
      </Panel>
      <Outcome key={`${chosen.earlier} ${chosen.later}`} chosen={chosen} />
    </>
  );
}

function Outcome({ chosen }: { chosen: Chosen }) {
  const { t } = useWords();
  const answer = useAnswer(nightDifference.diff, { query: chosen });
  const [rule, setRule] = useState('');
  return (
    <Answered answer={answer} rows={8}>
      {(told) =>
        told.all === 0 ? (
          <Panel title={t('rules.nights-by-rule')}>
            <p className="rules-text is-muted">{t('rules.nights-same')}</p>
          </Panel>
        ) : (
          <>
            <ByRule told={told} />
            <Panel
              title={t('rules.nights-people', { n: showCount(told.all) })}
              aside={
                <Select
                  aria-label={t('rules.rule')}
                  style={{ width: 240 }}
                  value={rule}
                  onChange={setRule}
                  options={[
                    { value: '', label: t('rules.nights-all') },
                    ...told.rules.map(({ rule_id, title }) => ({ value: rule_id, label: title })),
                  ]}
                />
              }
              isFlush
            >
              <People findings={told.findings.filter(({ rule_id }) => rule === '' || rule_id === rule)} />
            </Panel>
            <SaveFor endpoint={nightDifference.file} right="nights.diff-file" body={chosen} />
          </>
        )
      }
    </Answered>
  );
}

function ByRule({ told }: { told: Told }) {
  const { t } = useWords();
  return (
    <Panel title={t('rules.nights-by-rule')} isFlush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('rules.rule')}</th>
            <th className="right">{t('rules.nights-come')}</th>
            <th className="right">{t('rules.nights-gone')}</th>
            <th className="right">{t('rules.nights-changed')}</th>
          </tr>
        </thead>
        <tbody>
          {told.rules.map(({ rule_id, title, come, gone, changed }) => (
            <tr key={rule_id}>
              <td lang="zh-CN">{title}</td>
              <td className="right">{showCount(come)}</td>
              <td className="right">{showCount(gone)}</td>
              <td className="right">{showCount(changed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function People({ findings }: { findings: readonly NightDifference[] }) {
  const { t, pick } = useWords();
  return (
    <table className="plain nights-people">
      <thead>
        <tr>
          <th>{t('rules.nights-change')}</th>
          <th>{t('rules.case')}</th>
          <th>{t('rules.name')}</th>
          <th>{t('rules.township')}</th>
          <th>{t('rules.rule')}</th>
          <th className="right">{t('rules.money-before')}</th>
          <th className="right">{t('rules.money')}</th>
          <th>{t('rules.nights-because')}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((one) => (
          <tr key={one.finding_key}>
            <td>
              <span className={one.kind === 'gone' ? 'chip' : 'chip is-ochre'}>
                {t(`rules.nights-${one.kind}`)}
              </span>
            </td>
            <td className="number">{one.case_id ?? '—'}</td>
            <td lang="zh-CN" title={one.reason}>
              {one.name}
            </td>
            <td lang="zh-CN">{one.township ?? '—'}</td>
            <td lang="zh-CN">{one.title}</td>
            <td className="money">
              <Money fen={one.was_fen} />
            </td>
            <td className="money">
              <Money fen={one.is_fen} />
            </td>
            <td>
              {one.causes.map((cause) => (
                <div key={cause.zh}>{pick(cause)}</div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
