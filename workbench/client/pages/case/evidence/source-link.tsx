import type { RowPlace } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { showCount } from '../../../parts/figures.ts';
import { useRight } from '../../../shell/session.tsx';

/** File, sheet and row; the row opens as it was received. */
export function SourceLink({
  place,
  onOpen,
  isShort = false,
}: {
  place: RowPlace | null;
  onOpen: (place: RowPlace) => void;
  isShort?: boolean;
}) {
  const { t } = useWords();
  const mayOpen = useRight('case.source-row');
  if (place === null) return <span className="is-muted">—</span>;
  const row = t('case.row', { n: showCount(place.row) });
  return (
    <span className="source-link">
      {isShort ? null : (
        <span lang="zh-CN">
          {place.file}
          {place.sheet === '' ? '' : ` · ${place.sheet}`}
          {' · '}
        </span>
      )}
      {mayOpen ? (
        <button type="button" className="link" onClick={() => onOpen(place)}>
          {row}
        </button>
      ) : (
        row
      )}
    </span>
  );
}
