import { useState } from 'react';
import { recovery } from '../../../contract/recovery.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showYuan } from '../../parts/figures.ts';
import { useRight } from '../../shell/session.tsx';
import { SettledLines } from './settled-lines.tsx';

const PARTS = ['entered', 'open', 'set_aside'] as const;
const TONES = { entered: 'is-recovered', open: 'is-out', set_aside: '' } as const;

/** What came into the recovery account = entered in cases + waiting + not ours, and whether it ties. */
export function AccountStrip() {
  const { t } = useWords();
  const account = useAnswer(recovery.account);
  const mayLook = useRight('recovery.settled');
  const [fate, setFate] = useState<'entered' | 'set_aside' | null>(null);
  return (
    <section className="panel account-strip" aria-label={t('ledger.account')}>
      <Answered answer={account} rows={1}>
        {(data) =>
          data.received.lines === 0 ? (
            <span className="is-muted">{t('ledger.no-statement')}</span>
          ) : (
            <>
              <span>
                {data.first_on} – {data.last_on} {t('ledger.account')}{' '}
                <strong>{showYuan(data.received.amount_fen)}</strong>{' '}
                <span className="is-muted">{t('ledger.lines', { n: data.received.lines })}</span>
              </span>
              {PARTS.map((part, index) => (
                <span key={part}>
                  <i aria-hidden="true">{index === 0 ? '=' : '+'}</i> {t(`ledger.part-${part}`)}{' '}
                  {part === 'open' || !mayLook || data[part].lines === 0 ? (
                    <strong className={TONES[part]}>{showYuan(data[part].amount_fen)}</strong>
                  ) : (
                    <button type="button" className="link" onClick={() => setFate(part)}>
                      <strong className={TONES[part]}>{showYuan(data[part].amount_fen)}</strong>
                    </button>
                  )}{' '}
                  <span className="is-muted">{t('ledger.lines', { n: data[part].lines })}</span>
                </span>
              ))}
              <span className="spread" />
              {data.difference_fen === 0 ? (
                <span className="ties">✓ {t('ledger.ties')}</span>
              ) : (
                <span className="differs">
                  {t('ledger.differs', { yuan: showYuan(data.difference_fen) })}
                </span>
              )}
            </>
          )
        }
      </Answered>
      <SettledLines fate={fate} onClose={() => setFate(null)} />
    </section>
  );
}
