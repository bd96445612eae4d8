import { Drawer } from 'antd';
import type { RowPlace } from '../../../../../explanation/case-explanation.ts';
import { caseContract } from '../../../../contract/case.ts';
import { useAnswer } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { Answered } from '../../../parts/answered.tsx';
import { showCount } from '../../../parts/figures.ts';
import { Placeholder } from '../../../parts/placeholder.tsx';

/** A row of a received file as it came, under its header and between its neighbours. */
export function SourceDrawer({
  caseId,
  view,
  place,
  onClose,
}: {
  caseId: string;
  view: string;
  place: RowPlace | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Drawer
      open={place !== null}
      onClose={onClose}
      placement="bottom"
      size={430}
      title={t('case.as-received')}
      destroyOnHidden
    >
      {place === null ? null : <SourceRows caseId={caseId} view={view} place={place} />}
    </Drawer>
  );
}

function SourceRows({ caseId, view, place }: { caseId: string; view: string; place: RowPlace }) {
  const { t } = useWords();
  const { file_hash, sheet, row } = place;
  const answer = useAnswer(caseContract.sourceRow, {
    params: { case_id: caseId },
    query: { file_hash, sheet, row, view },
  });
  return (
    <Answered answer={answer} rows={7}>
      {({ columns, rows, unavailable }) => (
        <>
          <p className="source-file">
            <span lang="zh-CN">{place.source_title}</span>
            {' · '}
            <span lang="zh-CN">{place.file}</span>
            {sheet === '' ? null : <span lang="zh-CN"> · {sheet}</span>}
            {' · '}
            {t('case.row', { n: showCount(row) })}
          </p>
          {unavailable === null ? null : <Placeholder>{unavailable}</Placeholder>}
          {rows.length === 0 ? null : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            <section className="sheet-window" aria-label={t('case.as-received')} tabIndex={0}>
              <table className="plain sheet">
                <thead>
                  <tr>
                    <th scope="col" className="right">
                      {t('case.row-head')}
                    </th>
                    {columns.map(({ header, is_read: isRead }) => (
                      <th key={header} scope="col" lang="zh-CN" className={isRead ? '' : 'is-muted'}>
                        {header}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((line) => (
                    <tr key={line.row} className={line.is_asked ? 'is-asked' : ''}>
                      <th scope="row" className="right">
                        {showCount(line.row)}
                        {line.kind === 'used' ? '' : ` ${t(`case.row-${line.kind}`)}`}
                      </th>
                      {line.cells.map((cell, index) => (
                        <td key={columns[index]?.header ?? index} lang="zh-CN">
                          {cell.text ?? ''}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
          <p className="is-muted">{t('case.masked-neighbours')}</p>
        </>
      )}
    </Answered>
  );
}
