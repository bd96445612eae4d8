import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { nights, type Today } from '../../../contract/nights.ts';
import { type Failed, saveFile } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight, useSession } from '../../shell/session.tsx';

type Night = NonNullable<Today['night']>;

/** Findings that went away tonight, and what changed under them. */
export function WithdrawnPanel({ night: { withdrawn, sentence } }: { night: Night }) {
  const { t, pick, language } = useWords();
  return (
    <Panel
      title={t('today.withdrawn-title')}
      aside={t('today.withdrawn-aside', { n: sentence.withdrawn })}
      isFlush={withdrawn.length > 0}
    >
      {withdrawn.length === 0 ? (
        <span className="is-muted">{t('today.withdrawn-none')}</span>
      ) : (
        <table className="plain">
          <tbody>
            {withdrawn.map((one) => (
              <tr key={`${one.rule_id}/${one.why.zh}`}>
                <td>{language === 'zh' ? one.title : one.english}</td>
                <td className="right">{one.count}</td>
                <td className="is-muted today-wrap">{pick(one.why)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** What a person has cleared stays cleared while its evidence is the same. */
export function HeldBackPanel({ night: { held_back: held } }: { night: Night }) {
  const { t } = useWords();
  const { pages } = useSession();
  const seesQueue = pages.some(({ page }) => page === 'queue');
  return (
    <Panel title={t('today.held-back')}>
      <p className="today-text">{t('today.held-back-text', { n: showCount(held.count) })}</p>
      {held.back > 0 ? (
        <p className="today-text">
          <strong>{t('today.held-back-again', { n: held.back })}</strong>{' '}
          {seesQueue ? <Link to="/queue?view=new">{t('today.look')}</Link> : null}
        </p>
      ) : null}
    </Panel>
  );
}

/** Before a roster goes to the bank: whom of it to hold, and whom to look into first. */
export function PrecheckPanel({ night: { precheck } }: { night: Night }) {
  const { t } = useWords();
  const { waiting, lists, next_month: next } = precheck;
  const [newest] = lists;
  const mayKeep = useRight('nights.paper');
  return (
    <Panel
      title={t('today.precheck')}
      aside={
        waiting.length === 0 && next !== null
          ? t('today.precheck-missing', { month: showMonth(next) })
          : undefined
      }
    >
      {waiting.length === 0 ? <p className="today-text">{t('today.precheck-text')}</p> : null}
      {waiting.map((file) => (
        <PrecheckFile key={file} file={file} />
      ))}
      {newest && mayKeep ? (
        <button
          type="button"
          className="link"
          onClick={() => void saveFile(nights.paper, { params: { as_of: newest.as_of, paper: newest.name } })}
        >
          {t('today.precheck-list')} <span lang="zh-CN">{newest.name}</span>
        </button>
      ) : null}
    </Panel>
  );
}

function PrecheckFile({ file }: { file: string }) {
  const { t, pick } = useWords();
  const check = useAct(nights.precheck);
  const mayCheck = useRight('nights.precheck');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const told = check.data;
  return (
    <div className="today-precheck">
      <span lang="zh-CN">{file}</span>
      {mayCheck ? (
        <Button
          size="small"
          loading={check.isPending}
          onClick={() => {
            setRefusal(null);
            check.mutate({ body: { file } }, { onError: setRefusal });
          }}
        >
          {t('today.precheck-run')}
        </Button>
      ) : null}
      {told?.stops.map((stop) => (
        <div key={stop.zh} role="alert">
          <strong>{t('today.precheck-stop')}</strong> {pick(stop)}
          <ul>
            {stop.lines.map(({ from, row, name, township, value, was }) => (
              <li key={`${from} ${row}`}>
                {from === null ? null : <span lang="zh-CN">{from} </span>}
                {t('today.precheck-line', { row })}{' '}
                <span lang="zh-CN">
                  {name} {township} {was === '' ? value : `${was} → ${value}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {told ? (
        <p>
          {t('today.precheck-told', {
            people: showCount(told.held_people),
            money: showYuan(told.held_fen),
            all: showYuan(told.roster_fen),
            doubtful: showCount(told.doubtful_people),
            doubted: showYuan(told.doubtful_fen),
          })}{' '}
          <button
            type="button"
            className="link"
            onClick={() => void saveFile(nights.paper, { params: { as_of: told.as_of, paper: told.paper } })}
          >
            {t('today.precheck-list')}
          </button>
        </p>
      ) : null}
      {refusal ? <Placeholder isFailed>{pick(refusal)}</Placeholder> : null}
    </div>
  );
}
