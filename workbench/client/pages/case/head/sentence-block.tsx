import { lastOf } from '../../../../../core/lists.ts';
import type { CaseEvidence } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { showYuan } from '../../../parts/figures.ts';
import { Strength } from '../../../parts/strength.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';

type Part = CaseEvidence['sentence']['parts'][number];

/** Who, what, when, how much, in one sentence for each finding; cautions right under it. */
export function SentenceBlock({ evidence }: { evidence: CaseEvidence }) {
  const { t } = useWords();
  const { sentence, cautions } = evidence;
  const last = lastOf(sentence.parts)?.finding_key;
  const cautionsOf = (key: string | null) => cautions.filter(({ finding_key: own }) => own === key);
  return (
    <section className="sentence case-sentence" aria-label={t('case.sentence')}>
      {sentence.parts.map((part) => (
        <div key={part.finding_key}>
          <p>
            <Highlighted part={part} />
          </p>
          <div className="under">
            <MaybeChinese>{part.title}</MaybeChinese>
            <Strength strength={part.match_strength} />
            {part.at_risk_fen === null ? null : (
              <span className="is-muted">{t('case.at-risk', { amount: showYuan(part.at_risk_fen) })}</span>
            )}
            {cautionsOf(part.finding_key).map(({ code, text }) => (
              <span key={`${code} ${text}`}>
                <MaybeChinese>{text}</MaybeChinese> <b className="is-out">{t('case.mind')}</b>
              </span>
            ))}
            {part.grounds.length === 0 ? null : <Grounds grounds={part.grounds} />}
            {part.finding_key !== last ? null : (
              <>
                {sentence.overlap_note === null ? null : (
                  <span>
                    {sentence.overlap_note} {t('case.together', { amount: showYuan(sentence.claim_fen) })}
                  </span>
                )}
                {sentence.possible_fen > 0 ? (
                  <span className="is-muted">
                    {t('case.possible-apart', { amount: showYuan(sentence.possible_fen) })}
                  </span>
                ) : null}
                {cautionsOf(null).map(({ code, text }) => (
                  <span key={code} className={code === 'contrary-evidence' ? 'chip is-ochre' : ''}>
                    <MaybeChinese>{text}</MaybeChinese>
                  </span>
                ))}
                <span className="not-a-verdict">{t('case.not-a-verdict')}</span>
              </>
            )}
          </div>
        </div>
      ))}
    </section>
  );
}

/** How sure that is on which the sentence rests: a file states it, a person taught it, the program inferred it. */
function Grounds({ grounds }: Pick<Part, 'grounds'>) {
  const { t } = useWords();
  return (
    <ul className="case-grounds" aria-label={t('case.grounds')}>
      {grounds.map(({ kind, text }) => (
        <li key={`${kind} ${text}`}>
          <span className={kind === 'stated' ? 'chip' : 'chip is-ochre'}>{t(`case.ground-${kind}`)}</span>{' '}
          <MaybeChinese>{text}</MaybeChinese>
        </li>
      ))}
    </ul>
  );
}

/** The amount stands out in the colour of what kind of money it is. */
function Highlighted({ part }: { part: Part }) {
  const amount = part.amount_fen === null ? null : showYuan(part.amount_fen);
  const at = amount === null ? -1 : part.text.lastIndexOf(amount);
  if (amount === null || at === -1) return <MaybeChinese>{part.text}</MaybeChinese>;
  const look = part.direction === 'person' ? 'is-owed-to-person' : 'is-out';
  return (
    <span lang={/\p{Script=Han}/u.test(part.text) ? 'zh-CN' : undefined}>
      {part.text.slice(0, at)}
      <b className={look}>{amount}</b>
      {part.text.slice(at + amount.length)}
    </span>
  );
}
