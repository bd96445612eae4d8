import type { TrialEffect } from '../../../contract/trial-effect.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { RowsEquation } from '../sources/rows-equation.tsx';
import { ShownWord } from './shown-word.tsx';

/** What would come of an answer, held against the last night; nothing of it has been saved. */
export function Effect({ effect }: { effect: TrialEffect }) {
  const { t } = useWords();
  const { files, waiting, waiting_then: then, come, go, change, gone, fund_fen: fund } = effect;
  const { person_fen: person } = effect;
  const signed = (fen: number) => `${fen > 0 ? '+' : ''}${showYuan(fen)}`;
  return (
    <div className="words-effect" aria-live="polite">
      <p>
        <strong>{t('words.effect')}</strong> <span className="chip is-ochre">{t('words.only-a-trial')}</span>
      </p>
      {files.map((file) => (
        <TriedFile key={file.file} file={file} />
      ))}
      <dl>
        <dt>{t('words.effect-rows')}</dt>
        <dd>
          {showCount(waiting)} → {showCount(then)}
        </dd>
        <dt>{t('words.effect-findings')}</dt>
        <dd>
          {come + go + change === 0
            ? t('words.effect-none')
            : t('words.effect-counts', {
                come: showCount(come),
                go: showCount(go),
                change: showCount(change),
              })}
          {gone.map(({ rule_id, title, findings }) => (
            <div key={rule_id} className="differs">
              {t('words.effect-gone', { n: showCount(findings) })} <span lang="zh-CN">{title}</span>
            </div>
          ))}
        </dd>
        <dt>{t('words.effect-fund')}</dt>
        <dd className="number">{signed(fund)}</dd>
        <dt>{t('words.effect-person')}</dt>
        <dd className={person === 0 ? 'number' : 'number is-owed-to-person'}>{signed(person)}</dd>
      </dl>
    </div>
  );
}

/** How a file would be read: its rows, why some would be refused, the words that would wait. */
function TriedFile({ file }: { file: TrialEffect['files'][number] }) {
  const { t, pick } = useWords();
  const { now, after, reason, refused, unexplained } = file;
  const rowsOf = (counts: typeof now) =>
    counts === null ? (
      t('words.effect-unread')
    ) : (
      <span className="number">
        <RowsEquation counts={counts} />
      </span>
    );
  return (
    <div className="words-tried">
      <strong lang="zh-CN">{file.file}</strong>
      <div>
        {t('words.effect-before')} {rowsOf(now)}
      </div>
      <div>
        {t('words.effect-then')} {rowsOf(after)}
      </div>
      {reason ? <div className="differs">{pick(reason)}</div> : null}
      {refused.map((one) => (
        <div key={one.zh} className="differs">
          {t('words.effect-refused', { n: one.rows })} {pick(one)}
        </div>
      ))}
      {unexplained.map((one) => (
        <div key={`${one.column}/${one.word}`}>
          {t('words.effect-unexplained', { n: one.rows })} <span lang="zh-CN">{one.column}</span>{' '}
          <ShownWord word={one.word} />
        </div>
      ))}
    </div>
  );
}
