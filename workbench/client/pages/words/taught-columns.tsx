import { Button } from 'antd';
import { useState } from 'react';
import { columns, type TaughtLayout } from '../../../contract/columns.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { showStamp } from '../../parts/dates.ts';
import { Panel } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';
import { TakeBack } from './take-back.tsx';

/** What the office says of lists and their columns: who said so and when; a mistaken one is taken back. */
export function TaughtColumns({ taught }: { taught: readonly TaughtLayout[] }) {
  const { t, language } = useWords();
  const mayForget = useRight('columns.forget');
  const [asked, setAsked] = useState<TaughtLayout | null>(null);
  const trial = useAct(columns.tryForget, { changes: false });
  const forget = useAct(columns.forget);
  if (taught.length === 0) return null;
  return (
    <Panel title={t('words.taught-columns')} aside={t('words.taught-aside')} isFlush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('sources.is-what')}</th>
            <th>{t('words.columns-mean')}</th>
            <th>{t('words.taught-by')}</th>
            <th>{t('words.why')}</th>
            {mayForget ? <th aria-label={t('words.forget')} /> : null}
          </tr>
        </thead>
        <tbody>
          {taught.map((one) => (
            <tr key={one.key}>
              <td>
                {language === 'zh' ? one.title : one.english}
                <div className="is-muted words-example" lang="zh-CN">
                  {one.headers.join('、')}
                </div>
              </td>
              <td>
                <Said layout={one} />
              </td>
              <td>
                {one.taught_by === null ? (
                  <span className="is-muted">{t('words.by-hand')}</span>
                ) : (
                  <>
                    <span lang="zh-CN">{one.taught_by}</span> {showStamp(one.taught_at ?? '')}
                  </>
                )}
              </td>
              <td lang="zh-CN" className="words-example">
                {one.reason === '' ? '—' : one.reason}
              </td>
              {mayForget ? (
                <td className="right">
                  {one.taught_by === null ? null : (
                    <Button size="small" onClick={() => setAsked(one)}>
                      {t('words.forget-ask')}
                    </Button>
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {asked === null ? null : (
        <TakeBack
          key={asked.key}
          title={t('words.forget-columns-title')}
          what={<Said layout={asked} />}
          text={t('words.forget-columns-text')}
          onClose={() => setAsked(null)}
          tryIt={() => trial.mutateAsync({ params: { key: asked.key } })}
          takeBack={(reason) => forget.mutateAsync({ params: { key: asked.key }, body: { reason } })}
        />
      )}
    </Panel>
  );
}

function Said({ layout }: { layout: TaughtLayout }) {
  const { t } = useWords();
  return layout.columns.map(({ header, means }) => (
    <div key={header}>
      <span lang="zh-CN">
        {header} → {means}
      </span>
      {means === null ? t('sources.leave-out') : null}
    </div>
  ));
}
