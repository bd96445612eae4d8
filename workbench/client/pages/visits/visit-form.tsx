import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import {
  VISIT_FINDINGS,
  VISIT_METHODS,
  type VisitFinding,
  type VisitMethod,
} from '../../../../core/words/visits.ts';
import type { PersonToVisit } from '../../../contract/visits.ts';
import { dropVisit, type KeptVisit, keepVisit } from '../../afield/kept-visits.ts';
import { todayOrByClock } from '../../api/office-day.ts';
import { newRequestKey } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { DayInput } from '../../parts/day-input.tsx';
import { Photographs } from './photographs.tsx';
import { SignaturePad } from './signature-pad.tsx';
import type { Who } from './use-visits.ts';

/** One visit: what was found, a photograph, a signature. It is kept on the device first, and sent as soon as there is a line. */
export function VisitForm({
  who,
  person,
  before,
  onBack,
  onKept,
}: {
  who: Who;
  person: PersonToVisit;
  /** What was written down of them and is not sent. */
  before: KeptVisit | null;
  onBack: () => void;
  onKept: () => void;
}) {
  const { t, pick } = useWords();
  const [found, setFound] = useState<VisitFinding | null>(before?.said.found ?? null);
  const [visitedOn, setVisitedOn] = useState(before?.said.visited_on ?? todayOrByClock());
  const [diedOn, setDiedOn] = useState(before?.said.died_on ?? '');
  const [method, setMethod] = useState<VisitMethod>(before?.said.method ?? 'home');
  const [visitor, setVisitor] = useState(before?.said.visitor ?? who.display_name);
  const [note, setNote] = useState(before?.said.note ?? '');
  const [photos, setPhotos] = useState<Blob[]>(before?.photos ?? []);
  const [signature, setSignature] = useState<Blob | null>(before?.signature ?? null);
  const id = useId();
  const [lack, setLack] = useState<string | null>(null);
  const keep = async () => {
    const missing = lackOf({ found, visitedOn, diedOn, visitor, note });
    setLack(missing);
    if (missing !== null || found === null) return;
    // what was changed is another report than the one that may have been on its way
    if (before !== null) await dropVisit(before.key);
    await keepVisit({
      key: newRequestKey(),
      user_id: who.user_id,
      person,
      expected_last_seq: before === null ? person.last_seq : before.expected_last_seq,
      said: {
        ...{ found, method, visited_on: visitedOn, died_on: found === 'dead' ? diedOn.trim() : null },
        ...{ visitor: visitor.trim(), note: note.trim() },
      },
      photos,
      signature,
      refusal: null,
    });
    onKept();
  };
  return (
    <form
      className="visits-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep().catch(() => setLack('visits.not-kept'));
      }}
    >
      <button type="button" className="link" onClick={onBack}>
        ‹ {t('visits.back')}
      </button>
      <h2>
        <Chinese>{person.name}</Chinese> <span className="number">{person.resident_id}</span>
      </h2>
      <p className="is-muted">
        <Chinese>{`${person.township ?? ''} ${person.village ?? ''} · ${pick(person.why)}`}</Chinese>
      </p>
      <fieldset className="visits-found">
        <legend>{t('visits.found')}</legend>
        {VISIT_FINDINGS.map((one) => (
          <label key={one} className={one === found ? 'is-chosen' : ''}>
            <input type="radio" name="found" checked={one === found} onChange={() => setFound(one)} />
            {t(`visits.found-${one}`)}
          </label>
        ))}
      </fieldset>
      {found === 'dead' ? (
        <label htmlFor={`${id}-died`}>
          {t('visits.died-on')}
          <Input
            id={`${id}-died`}
            inputMode="numeric"
            maxLength={10}
            placeholder={t('visits.died-on-form')}
            value={diedOn}
            onChange={(event) => setDiedOn(event.target.value)}
          />
        </label>
      ) : null}
      <label htmlFor={`${id}-visited`}>
        {t('visits.visited-on')}
        <DayInput id={`${id}-visited`} value={visitedOn} latest={todayOrByClock()} onChange={setVisitedOn} />
      </label>
      <label>
        {t('visits.method')}
        <select value={method} onChange={(event) => setMethod(event.target.value as VisitMethod)}>
          {(Object.keys(VISIT_METHODS) as VisitMethod[]).map((one) => (
            <option key={one} value={one}>
              {t(`visits.method-${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}-visitor`}>
        {t('visits.visitor')}
        <Input
          id={`${id}-visitor`}
          maxLength={100}
          value={visitor}
          onChange={(event) => setVisitor(event.target.value)}
        />
      </label>
      <label htmlFor={`${id}-note`}>
        {t(found === 'not-met' ? 'visits.why-not-met' : 'visits.note')}
        <Input.TextArea
          id={`${id}-note`}
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <Photographs photos={photos} onChange={setPhotos} />
      <div className="visits-label">{t('visits.signature')}</div>
      <SignaturePad value={signature} onChange={setSignature} />
      {lack === null ? null : (
        <p className="refusal" role="alert">
          {t(lack)}
        </p>
      )}
      <Button htmlType="submit" type="primary" size="large" block>
        {t('visits.keep')}
      </Button>
    </form>
  );
}

const DAY_OR_MONTH = /^\s*\d{4}-\d{2}(?:-\d{2})?\s*$/;

/** What is still missing, as the key of its sentence; the office judges the rest when it arrives. */
function lackOf(given: {
  found: VisitFinding | null;
  visitedOn: string;
  diedOn: string;
  visitor: string;
  note: string;
}): string | null {
  if (given.found === null) return 'visits.lack-found';
  if (given.visitedOn === '') return 'visits.lack-day';
  if (given.found === 'dead' && !DAY_OR_MONTH.test(given.diedOn)) return 'visits.lack-died-on';
  if (given.visitor.trim() === '') return 'visits.lack-visitor';
  return given.found === 'not-met' && given.note.trim() === '' ? 'visits.lack-why' : null;
}
