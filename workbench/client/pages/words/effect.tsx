import type { WordEffect } from '../../../contract/words.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';

/** What would come of an answer, held against the last night; nothing of it has been saved. */
export function Effect({ effect }: { effect: WordEffect }) {
  const { t } = useWords();
  const { waiting, waiting_then: then, come, go, change, fund_fen: fund, person_fen: person } = effect;
  const signed = (fen: number) => `${fen > 0 ? '+' : ''}${showYuan(fen)}`;
  return (
    <div className="words-effect" aria-live="polite">
      <p>
        <strong>{t('words.effect')}</strong> <span className="chip is-ochre">{t('words.only-a-trial')}</span>
      </p>
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
        </dd>
        <dt>{t('words.effect-fund')}</dt>
        <dd className="number">{signed(fund)}</dd>
        <dt>{t('words.effect-person')}</dt>
        <dd className={person === 0 ? 'number' : 'number is-owed-to-person'}>{signed(person)}</dd>
      </dl>
    </div>
  );
}
