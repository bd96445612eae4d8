import { Button } from 'antd';
import { useState } from 'react';
import { type KnownSource, type RecognisedSheet, sources } from '../../../contract/sources.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { useRight } from '../../shell/session.tsx';

type Column = RecognisedSheet['columns'][number];

/** Chosen where a column is to be left out. */
const IGNORE = 'ignore';

/** The first rows under their columns; every head says what it is read as, and can be put right. */
export function RecognisedColumns({
  sheet,
  known,
}: {
  sheet: RecognisedSheet;
  known: readonly KnownSource[];
}) {
  const { t, language } = useWords();
  const mayMap = useRight('sources.map');
  const [source, setSource] = useState(sheet.source ?? '');
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map());
  const [isAsking, setAsking] = useState(false);
  const definition = known.find((one) => one.source === source);
  const fieldOf = (column: Column): string =>
    chosen.get(column.index) ?? (source === sheet.source ? (column.field ?? '') : '');
  const corrections = sheet.columns.flatMap(({ index, header }) => {
    const field = chosen.get(index);
    return field === undefined || field === '' ? [] : [{ header, field }];
  });
  const choose = (index: number, field: string) => setChosen(new Map([...chosen, [index, field]]));
  return (
    <section className="sources-sheet">
      <div className="sources-sheet-head">
        {sheet.name === '' ? null : <span lang="zh-CN">{sheet.name}</span>}
        <label>
          {t('sources.is-what')}{' '}
          <select
            value={source}
            disabled={!mayMap}
            onChange={(event) => {
              setSource(event.target.value);
              setChosen(new Map());
            }}
          >
            <option value="">{t('sources.choose-source')}</option>
            {known.map((one) => (
              <option key={one.source} value={one.source}>
                {language === 'zh' ? one.title : one.english}
              </option>
            ))}
          </select>
        </label>
        <span className={sheet.status === 'recognised' ? 'ties' : 'differs'}>
          {sheet.status === 'recognised'
            ? `✓ ${t('sources.recognised', { n: sheet.columns.filter(({ field }) => field !== null).length, all: sheet.columns.length })}`
            : t('sources.unrecognised')}
        </span>
        {mayMap ? (
          <Button
            size="small"
            type={corrections.length > 0 ? 'primary' : 'default'}
            disabled={corrections.length === 0 || source === ''}
            onClick={() => setAsking(true)}
          >
            {t('sources.save-mapping')}
          </Button>
        ) : null}
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
                    value={fieldOf(column)}
                    isOff={!mayMap}
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
      <SaveMapping
        sheet={sheet}
        source={source}
        corrections={corrections}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}

function FieldChoice({
  column,
  definition,
  value,
  isOff,
  choose,
}: {
  column: Column;
  definition: KnownSource | undefined;
  value: string;
  isOff: boolean;
  choose: (field: string) => void;
}) {
  const { t, language } = useWords();
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
      <option value={IGNORE}>{t('sources.leave-out')}</option>
      {definition?.fields.map(({ field, title }) => (
        <option key={field} value={field}>
          {language === 'zh' ? title : field}
        </option>
      ))}
    </select>
  );
}

function SaveMapping({
  sheet,
  source,
  corrections,
  isOpen,
  onClose,
}: {
  sheet: RecognisedSheet;
  source: string;
  corrections: readonly { header: string; field: string }[];
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const map = useAct(sources.map);
  // what was put right before stays right: one layout has one entry
  const before = sheet.columns.flatMap(({ header, field, how }) =>
    how === 'mapping' && field !== null && source === sheet.source ? [{ header, field }] : [],
  );
  const columns = [...new Map([...before, ...corrections].map((one) => [one.header, one])).values()];
  return (
    <ConfirmAct
      title={t('sources.save-title')}
      okText={t('sources.save-mapping')}
      isOpen={isOpen}
      onClose={onClose}
      onOk={async () => {
        const headers = [...new Set(sheet.columns.map(({ header }) => header))];
        await map.mutateAsync({ body: { source, headers, columns } });
        say(t('sources.saved'));
      }}
    >
      <p>{t('sources.save-text')}</p>
      <ul lang="zh-CN">
        {columns.map(({ header, field }) => (
          <li key={header}>
            {header} → {field === IGNORE ? t('sources.leave-out') : field}
          </li>
        ))}
      </ul>
    </ConfirmAct>
  );
}
