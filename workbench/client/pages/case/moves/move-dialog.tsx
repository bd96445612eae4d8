import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldsOf, type SingleMove } from '../../../../../core/words/move-fields.ts';
import { type CaseAnswer, caseContract } from '../../../../contract/case.ts';
import { caseWork } from '../../../../contract/case-work.ts';
import { newRequestKey, useAct } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { ConfirmAct } from '../../../parts/confirm-act.tsx';
import { useDoneLine } from '../../../parts/done-line.tsx';
import { FieldInput, type FieldValue } from './field-input.tsx';
import { askedFor, firstValues, inputOf } from './input-of.ts';
import { lackOf } from './lack.ts';

/** One move: what it asks for, what of it is lacking, and the refusal beside its button when it is refused. */
export function MoveDialog({
  found,
  move,
  title,
  onClose,
}: {
  found: CaseAnswer;
  move: SingleMove;
  title: string;
  onClose: () => void;
}) {
  const { t, has } = useWords();
  const { say } = useDoneLine();
  const all = fieldsOf(move).filter(({ isTypedOnly }) => isTypedOnly !== true);
  const [values, setValues] = useState(() => firstValues(all, found));
  // a retry after a lost answer is the same act
  const [key] = useState(newRequestKey);
  const act = useAct(caseWork.act);
  const queries = useQueryClient();
  const fields = askedFor(all, values);
  const lack = lackOf(fields, values, found);
  return (
    <ConfirmAct
      title={title}
      okText={title}
      isOpen
      isReady={lack === null}
      startsInFields={fields.length > 0}
      onClose={onClose}
      onOk={async () => {
        await act.mutateAsync({
          params: { case_id: found.case_id },
          body: { key, move, expected_last_seq: found.last_seq, input: inputOf(fields, values, found) },
        });
        // the next move starts from the case as this one left it
        await queries.invalidateQueries({ queryKey: [caseContract.read.id] }, { cancelRefetch: false });
        say(t('case.was-done', { move: title }));
      }}
    >
      {has(`case.effect-${move}`) ? <p className="move-effect">{t(`case.effect-${move}`)}</p> : null}
      <div className="fields move-fields">
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            found={found}
            value={values[field.name]}
            onChange={(value: FieldValue) => setValues((last) => ({ ...last, [field.name]: value }))}
          />
        ))}
      </div>
      {fields.length === 0 ? null : (
        <p className="hindrance">
          {lack === null ? '' : t(`case.lacks-${lack.kind}`, { field: t(`case.input-${lack.field}`) })}
        </p>
      )}
    </ConfirmAct>
  );
}
