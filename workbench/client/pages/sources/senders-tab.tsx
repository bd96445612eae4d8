import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { lastOf } from '../../../../core/lists.ts';
import { type SenderLine, sources } from '../../../contract/sources.ts';
import { type Failed, saveFile } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showStamp } from '../../parts/dates.ts';
import { showCount, showPercent } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight } from '../../shell/session.tsx';

/** Submissions shown per sender before the rest is asked for. */
const SHOWN = 6;

/** Per sender, what each submission was worth: defects, those corrected since, those that came again. */
export function SendersTab() {
  const { t } = useWords();
  const answer = useAnswer(sources.senders);
  const [search] = useSearchParams();
  const wanted = search.get('sender');
  return (
    <Answered answer={answer} rows={10}>
      {({ senders }) => {
        const shown = [...senders].sort(
          (one, other) =>
            Number(other.source === wanted) - Number(one.source === wanted) || other.defects - one.defects,
        );
        const faulty = shown.filter(({ defects }) => defects > 0);
        return (
          <>
            {faulty.length === 0 ? <Placeholder>{t('sources.no-defects')}</Placeholder> : null}
            {faulty.map((sender) => (
              <Sender key={sender.source} sender={sender} />
            ))}
            {faulty.length < senders.length ? (
              <p className="is-muted">{t('sources.clean-senders', { n: senders.length - faulty.length })}</p>
            ) : null}
          </>
        );
      }}
    </Answered>
  );
}

function Sender({ sender }: { sender: SenderLine }) {
  const { t, language } = useWords();
  const [isWhole, setWhole] = useState(false);
  const latest = lastOf(sender.deliveries);
  const deliveries = [...sender.deliveries].reverse();
  const shown = isWhole ? deliveries : deliveries.slice(0, SHOWN);
  return (
    <Panel
      title={
        <>
          {language === 'zh' ? sender.title : sender.english}
          {sender.sender === null ? null : <span lang="zh-CN"> · {sender.sender}</span>}
        </>
      }
      aside={
        <>
          {t('sources.sender-aside', {
            n: sender.deliveries.length,
            rows: showCount(sender.rows),
            defects: showCount(sender.defects),
          })}
          {sender.most_times > 1 ? (
            <span className="chip is-ochre sources-chip">
              {t('sources.repeated', { n: sender.most_times })}
            </span>
          ) : null}
        </>
      }
      actions={latest && latest.defects > 0 ? <ReturnList source={sender.source} /> : null}
      isFlush
    >
      <table className="plain sources-files">
        <thead>
          <tr>
            <th>{t('sources.submission')}</th>
            <th>{t('sources.received-at')}</th>
            <th className="right">{t('sources.rows')}</th>
            <th className="right">{t('sources.defects')}</th>
            <th className="right">{t('sources.corrected')}</th>
            <th className="right">{t('sources.still-wrong')}</th>
            <th className="right">{t('sources.new-defects')}</th>
            <th>{t('sources.defect-kinds')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((delivery) => (
            <tr key={delivery.file_no}>
              <td lang="zh-CN" className="sources-wrap">
                {delivery.file}
              </td>
              <td className="nowrap">{showStamp(delivery.received_at)}</td>
              <td className="right">{showCount(delivery.rows)}</td>
              <td className="right">
                {delivery.defects === 0 ? (
                  <span className="is-muted">0</span>
                ) : (
                  t('sources.defect-share', {
                    n: showCount(delivery.defects),
                    share: showPercent(delivery.rows === 0 ? 0 : delivery.defects / delivery.rows, 1),
                  })
                )}
              </td>
              <td className="right">{delivery.corrected}</td>
              <td className={`right ${delivery.still_wrong > 0 ? 'differs' : ''}`}>{delivery.still_wrong}</td>
              <td className="right">{delivery.new}</td>
              <td className="sources-wrap">
                {delivery.kinds.map((kind) => (
                  <div key={kind.code} lang="zh-CN">
                    {kind.reason}
                    <span className="is-muted">
                      {' '}
                      × {kind.count}
                      {kind.most_times > 1 ? ` · ${t('sources.times', { n: kind.most_times })}` : ''} ·{' '}
                      {t('sources.at-rows', { rows: kind.rows.join('、') })}
                    </span>
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {deliveries.length > SHOWN ? (
        <p className="sources-more">
          <button type="button" className="link" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('sources.fewer') : t('sources.earlier', { n: deliveries.length - SHOWN })}
          </button>
        </p>
      ) : null}
    </Panel>
  );
}

function ReturnList({ source }: { source: string }) {
  const { t, pick } = useWords();
  const mayReturn = useRight('sources.return-list');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Failed | null>(null);
  if (!mayReturn) return null;
  const save = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await saveFile(sources.returnList, { params: { source } });
    } catch (error) {
      setRefusal(error as Failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {refusal ? <span className="refusal">{pick(refusal)}</span> : null}
      <Button size="small" loading={isBusy} onClick={() => void save()}>
        {t('sources.return-list')}
      </Button>
    </>
  );
}
