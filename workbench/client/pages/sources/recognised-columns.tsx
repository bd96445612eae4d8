import { useState } from 'react';
import type { KnownSource, RecognisedSheet } from '../../../contract/sources.ts';
import { useWords } from '../../language/language.tsx';
import { useRight } from '../../shell/session.tsx';
import { TeachColumns } from './teach-columns.tsx';

type Column = RecognisedSheet['columns'][number];

/** Chosen where a column is to be left out. */
const IGNORE = 'ignore';

/** The first rows under their columns; every head says what it is read as, and can be put right. */
export function RecognisedColumns({
  hash,
  sheet,
  known,
}: {
  hash: string;
  sheet: RecognisedSheet;
  known: readonly KnownSource[];
}) {
  const { t, language } = useWords();
  const mayTeach = useRight('columns.teach');
  const [source, setSource] = useState(sheet.status === 'recognised' ? (sheet.source ?? '') : '');
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map());
  const definition = known.find((one) => one.source === source);
  const readOf = (column: Column): string =>
    (source === sheet.source ? column.field : column.readings[source]?.field) ?? '';
  const said = sheet.columns.flatMap(({ index, header }) => {
    const field = chosen.get(index);
    return field === undefined || field === '' ? [] : [{ header, field }];
  });
  const choose = (index: number, field: string) => setChosen(new Map([...chosen, [index, field]]));
  const titleOf = (one: KnownSource): string => (language === 'zh' ? one.title : one.english);
  const near = sheet.near.flatMap((name) => known.filter((one) => one.source === name));
  return (
    <section className="sources-sheet">
      <div className="sources-sheet-head">
        {sheet.name === '' ? null : <span lang="zh-CN">{sheet.name}</span>}
        <label>
          {t('sources.is-what')}{' '}
          <select
            value={source}
            disabled={!mayTeach}
            onChange={(event) => {
              setSource(event.target.value);
              setChosen(new Map());
            }}
          >
            <option value="">{t('sources.choose-source')}</option>
            {sheet.status === 'recognised' || near.length === 0 ? null : (
              <optgroup label={t('words.perhaps')}>
                {near.map((one) => (
                  <option key={one.source} value={one.source}>
                    {titleOf(one)}
                  </option>
                ))}
              </optgroup>
            )}
            {known
              .filter((one) => sheet.status === 'recognised' || !near.includes(one))
              .map((one) => (
                <option key={one.source} value={one.source}>
                  {titleOf(one)}
                </option>
              ))}
          </select>
        </label>
        <span className={sheet.status === 'recognised' ? 'ties' : 'differs'}>
          {sheet.status === 'recognised'
            ? `✓ ${t('sources.recognised', { n: sheet.columns.filter(({ field }) => field !== null).length, all: sheet.columns.length })}`
            : t('sources.unrecognised')}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="sources-sample" tabIndex={0} aria-label={t('sources.first-rows')}>
        <table className="plain">
          <thead>
            <tr>
              <th className="right">{t('sources.row')}</th>
              {sheet.columns.map((column) => (
                <th key={column.index}>
                  <span lang="zh-CN">{column.header}</span>
                  <FieldChoice
                    column={column}
                    definition={definition}
                    proposals={column.readings[source]?.proposals ?? []}
                    value={chosen.get(column.index) ?? readOf(column)}
                    isOff={!mayTeach}
                    choose={(field) => choose(column.index, field)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody lang="zh-CN">
            {sheet.rows.map(({ row, cells }) => (
              <tr key={row}>
                <td className="right is-muted">{row}</td>
                {sheet.columns.map((column, index) => (
                  <td key={column.index}>{cells[index] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {mayTeach && source !== '' && (said.length > 0 || source !== sheet.source) ? (
        <TeachColumns
          // another answer has another effect
          key={`${source}/${said.map(({ header, field }) => `${header}=${field}`).join()}`}
          answer={{ hash, sheet: sheet.name, source, columns: said }}
        />
      ) : null}
    </section>
  );
}

function FieldChoice({
  column,
  definition,
  proposals,
  value,
  isOff,
  choose,
}: {
  column: Column;
  definition: KnownSource | undefined;
  proposals: readonly string[];
  value: string;
  isOff: boolean;
  choose: (field: string) => void;
}) {
  const { t, language } = useWords();
  const proposed = proposals.flatMap(
    (name) => definition?.fields.filter(({ field }) => field === name) ?? [],
  );
  const show = ({ field, title }: { field: string; title: string }) => (
    <option key={field} value={field}>
      {language === 'zh' ? title : field}
    </option>
  );
  if (column.why_not === 'never-import') return <span className="chip">{t('sources.never-import')}</span>;
  return (
    <select
      aria-label={t('sources.read-as', { header: column.header })}
      className={value === '' && column.why_not === 'unknown' ? 'is-unknown' : ''}
      value={value}
      disabled={isOff || definition === undefined}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">
        {t(
          column.why_not === 'unknown' || column.why_not === null
            ? 'sources.unknown'
            : `sources.why-${column.why_not}`,
        )}
      </option>
      {proposed.length > 0 ? (
        <optgroup label={t('words.perhaps')}>{proposed.map((one) => show(one))}</optgroup>
      ) : null}
      <option value={IGNORE}>{t('sources.leave-out')}</option>
      {definition?.fields.filter(({ field }) => !proposals.includes(field)).map((one) => show(one))}
    </select>
  );
}
