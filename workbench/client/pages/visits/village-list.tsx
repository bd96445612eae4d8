import { groupBy } from '../../../../core/lists.ts';
import type { PersonToVisit } from '../../../contract/visits.ts';
import type { KeptList } from '../../afield/kept-visits.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';

/** Everybody to be visited, village by village; whoever was visited says so. */
export function VillageList({
  list,
  unsent,
  onOpen,
}: {
  list: KeptList;
  unsent: ReadonlySet<string>;
  onOpen: (person: PersonToVisit) => void;
}) {
  const { t } = useWords();
  if (list.people.length === 0) return <Placeholder>{t('visits.nobody')}</Placeholder>;
  const villages = groupBy(list.people, ({ township, village }) =>
    `${township ?? ''} ${village ?? ''}`.trim(),
  );
  const masked = list.people.filter(({ is_named }) => !is_named).length;
  return (
    <>
      {masked === 0 ? null : <p className="is-muted">{t('visits.masked', { n: masked })}</p>}
      {[...villages].map(([place, people]) => (
        <section key={place} className="visits-village">
          <h2>
            {place === '' ? t('visits.no-place') : <Chinese>{place}</Chinese>}{' '}
            <span className="count">{t('visits.people', { n: people.length })}</span>
          </h2>
          <ul>
            {people.map((person) => (
              <li key={person.case_id}>
                <Person person={person} isUnsent={unsent.has(person.case_id)} onOpen={() => onOpen(person)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {list.has_more ? <p role="status">{t('visits.has-more', { n: list.people.length })}</p> : null}
    </>
  );
}

function Person({
  person,
  isUnsent,
  onOpen,
}: {
  person: PersonToVisit;
  isUnsent: boolean;
  onOpen: () => void;
}) {
  const { t, pick } = useWords();
  return (
    <button type="button" className="visits-person" onClick={onOpen}>
      <span className="visits-name">
        <Chinese>{person.name}</Chinese>
        {person.is_mine ? <span className="chip is-teal">{t('visits.mine')}</span> : null}
        {person.is_overdue ? <span className="chip">{t('visits.overdue')}</span> : null}
        {isUnsent ? <span className="chip is-ochre">{t('visits.unsent')}</span> : null}
      </span>
      <span className="number">{person.resident_id}</span>
      <span className="is-muted">
        <Chinese>{pick(person.why)}</Chinese>
      </span>
      {person.last_visit === null ? null : (
        <span className="ties">
          ✓ <Chinese>{person.last_visit}</Chinese>
        </span>
      )}
    </button>
  );
}
