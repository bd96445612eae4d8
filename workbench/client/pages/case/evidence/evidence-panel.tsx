import type { CaseEvidence, RowPlace, SideComparison } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { MarkedText } from './marked-text.tsx';
import { SourceLink } from './source-link.tsx';

const SIGNS = { same: '=', written: '≈', contradicts: '≠', missing: '∅' } as const;

type Open = (place: RowPlace) => void;

/** The row in question against each row that contradicts it, field by field, with the characters that differ marked. */
export function EvidencePanel({ evidence, onOpen }: { evidence: CaseEvidence; onOpen: Open }) {
  const { t } = useWords();
  const [first] = evidence.sides;
  if (first === undefined) return null;
  return (
    <Panel isFlush title={t('case.sides')} aside={<Counts sides={evidence.sides} />}>
      {evidence.sides.map((side, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name of their own and do not move
        <Pair key={place} side={side} onOpen={onOpen} />
      ))}
    </Panel>
  );
}

function Counts({ sides }: { sides: readonly SideComparison[] }) {
  const { t } = useWords();
  const sum = (mark: keyof typeof SIGNS) =>
    sides.reduce((total, { counts }) => total + (counts[mark] ?? 0), 0);
  const told = (['contradicts', 'written', 'missing'] as const)
    .filter((mark) => sum(mark) > 0)
    .map((mark) => t(`case.count-${mark}`, { n: sum(mark) }));
  return [...told, t(told.length === 0 ? 'case.count-all-same' : 'case.count-rest-same')].join(
    t('case.comma'),
  );
}

function Pair({ side, onOpen }: { side: SideComparison; onOpen: Open }) {
  const { t } = useWords();
  return (
    <>
      <table className="plain sides">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('case.field')}</span>
            </th>
            <Side place={side.left} />
            <th scope="col" className="mark">
              {t('case.compare')}
            </th>
            <Side place={side.right} />
          </tr>
        </thead>
        <tbody>
          {side.rows.map((row) => (
            <tr key={row.field} className={row.mark === 'contradicts' ? 'is-contrary' : ''}>
              <th scope="row">{row.label}</th>
              {row.field === 'source' ? (
                <>
                  <td>
                    <SourceLink place={side.left} onOpen={onOpen} />
                  </td>
                  <td className="mark" />
                  <td>
                    <SourceLink place={side.right} onOpen={onOpen} />
                  </td>
                </>
              ) : (
                <>
                  <td className={row.field === 'number' ? 'number' : ''}>
                    <MarkedText text={row.left} marks={row.left_marks} gap={row.left_gap} />
                  </td>
                  <td className="mark">
                    {row.mark === null ? null : (
                      <span className={row.mark === 'contradicts' ? 'differs' : ''}>
                        {SIGNS[row.mark]} {row.mark_text}
                      </span>
                    )}
                  </td>
                  <td className={row.field === 'number' ? 'number' : ''}>
                    <MarkedText text={row.right} marks={row.right_marks} gap={row.right_gap} />
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {side.unreadable === null ? null : <p className="under-table">{side.unreadable}</p>}
    </>
  );
}

function Side({ place }: { place: RowPlace | null }) {
  const { t } = useWords();
  return (
    <th scope="col" className="side">
      {place === null ? (
        <span className="is-muted">{t('case.no-row')}</span>
      ) : (
        <>
          <b>
            <MaybeChinese>{place.source_title}</MaybeChinese>
          </b>
          {place.as_of === null ? null : <span> {t('case.as-of', { on: place.as_of })}</span>}
        </>
      )}
    </th>
  );
}
