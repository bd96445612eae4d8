import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { UNMASK_REASONS } from '../../../contract/case.ts';
import { type PersonAnswer, people } from '../../../contract/people.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { useTitle } from '../../shell/use-title.ts';
import { PersonStory } from './person-story.tsx';
import './people.css';

/** "Am I on your list?": everybody whom the received files name, with a case or without, and why one looks. */
export default function PeoplePage() {
  const { t } = useWords();
  useTitle(t('shell.page-people'));
  const sought = textOf(useLocation().state);
  const [text, setText] = useState(sought);
  const [reason, setReason] = useState<(typeof UNMASK_REASONS)[number]>('phone');
  const [shown, show] = useState<PersonAnswer | null>(null);
  const find = useAct(people.find, { changes: false });
  const read = useAct(people.read, { changes: false });
  const { mutate } = find;
  useEffect(() => {
    if (sought !== '') mutate({ body: { text: sought } });
  }, [sought, mutate]);
  const refusal = find.error ?? read.error;
  return (
    <>
      <PageHead title={t('shell.page-people')} aside={t('people.about')} />
      <form
        className="people-find no-print"
        onSubmit={(event) => {
          event.preventDefault();
          show(null);
          if (text.trim() !== '') find.mutate({ body: { text: text.trim() } });
        }}
      >
        <Input
          autoFocus
          maxLength={60}
          aria-label={t('people.whom')}
          placeholder={t('people.whom')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          aria-label={t('people.why')}
          value={reason}
          onChange={setReason}
          options={UNMASK_REASONS.map((one) => ({ value: one, label: t(`people.reason-${one}`) }))}
        />
        <Button htmlType="submit" type="primary" loading={find.isPending}>
          {t('people.find')}
        </Button>
      </form>
      <RefusalLine refusal={refusal} />
      {shown === null ? (
        find.data === undefined ? null : (
          <Panel
            isFlush
            title={t('people.found', { n: find.data.people.length })}
            aside={find.data.as_of === null ? null : t('people.as-of', { on: find.data.as_of })}
          >
            {find.data.people.length === 0 ? <Placeholder>{t('people.nobody')}</Placeholder> : null}
            <table className="plain people-found">
              <tbody>
                {find.data.people.map((person) => (
                  <tr key={person.person_id}>
                    <td>
                      <button
                        type="button"
                        className="link"
                        disabled={read.isPending}
                        onClick={() =>
                          read.mutate(
                            { body: { person_id: person.person_id, reason, text: '' } },
                            { onSuccess: show },
                          )
                        }
                      >
                        <Chinese>{person.name}</Chinese>
                      </button>
                    </td>
                    <td className="number">{person.resident_id}</td>
                    <td>
                      <Chinese>{`${person.township ?? '—'} ${person.village ?? ''}`}</Chinese>
                    </td>
                    <td>{t(person.is_payee ? 'people.is-paid' : 'people.is-named')}</td>
                    <td>
                      {person.cases === 0 ? t('people.no-case') : t('people.cases', { n: person.cases })}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
        )
      ) : (
        <>
          <p className="no-print">
            <button type="button" className="link" onClick={() => show(null)}>
              ‹ {t('people.back')}
            </button>
          </p>
          <PersonStory found={shown} />
        </>
      )}
    </>
  );
}

function textOf(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('text' in state)) return '';
  return typeof state.text === 'string' ? state.text : '';
}
