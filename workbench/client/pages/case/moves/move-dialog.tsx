import { useState } from 'react';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { caseWork } from '../../../../contract/case-work.ts';
import { newRequestKey, useAct } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { ConfirmAct } from '../../../parts/confirm-act.tsx';
import { useDoneLine } from '../../../parts/done-line.tsx';
import { FieldInput, type FieldValue } from './field-input.tsx';
import { firstValues, inputOf } from './input-of.ts';
import { MOVE_FIELDS } from './move-fields.ts';

/** One move: what it asks for, and the refusal beside its button when it is refused. */
export function MoveDialog({
  found,
  move,
  title,
  onClose,
}: {
  found: CaseAnswer;
  move: string;
  title: string;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const fields = MOVE_FIELDS[move] ?? [];
  const [values, setValues] = useState(() => firstValues(fields, found));
  // a retry after a lost answer is the same act
  const [key] = useState(newRequestKey);
  const act = useAct(caseWork.act);
  return (
    <ConfirmAct
      title={title}
      okText={title}
      isOpen
      onClose={onClose}
      onOk={async () => {
        await act.mutateAsync({
          params: { case_id: found.case_id },
          body: { key, move, expected_last_seq: found.last_seq, input: inputOf(fields, values) },
        });
        say(t('case.was-done', { move: title }));
      }}
    >
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
    </ConfirmAct>
  );
}
