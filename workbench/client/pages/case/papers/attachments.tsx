import { useRef } from 'react';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { caseWork } from '../../../../contract/case-work.ts';
import { saveFile } from '../../../api/call.ts';
import { useAct, useAnswer } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { showStamp } from '../../../parts/dates.ts';
import { showCount } from '../../../parts/figures.ts';
import { useRight } from '../../../shell/session.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';

const KIB = 1024;

/** Files people put to the case: a withdrawal slip, a record of a visit. The ledger records each. */
export function Attachments({ found }: { found: CaseAnswer }) {
  const { t, pick } = useWords();
  const params = { case_id: found.case_id };
  const mayList = useRight('case.attachments');
  const mayOpen = useRight('case.attachment');
  const mayAttach = useRight('case.attach') && found.legal_moves.some(({ move }) => move === 'note');
  const answer = useAnswer(caseWork.attachments, { params }, { isOff: !mayList });
  const add = useAct(caseWork.attach);
  const field = useRef<HTMLInputElement>(null);
  const files = answer.data?.attachments ?? [];
  if (!mayList || (files.length === 0 && !mayAttach)) return null;
  return (
    <div className="attachments">
      {files.map((file) => (
        <div key={file.attachment_id}>
          {mayOpen ? (
            <button
              type="button"
              className="link"
              onClick={() =>
                void saveFile(caseWork.attachment, {
                  params: { ...params, attachment_id: file.attachment_id },
                })
              }
            >
              <MaybeChinese>{file.name}</MaybeChinese>
            </button>
          ) : (
            <MaybeChinese>{file.name}</MaybeChinese>
          )}
          <span className="is-muted">
            {t('case.kib', { n: showCount(Math.ceil(file.bytes / KIB)) })} ·{' '}
            <MaybeChinese>{file.by}</MaybeChinese> · {showStamp(file.at)}
          </span>
        </div>
      ))}
      {mayAttach ? (
        <>
          <input
            ref={field}
            type="file"
            hidden
            aria-label={t('case.attach')}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) add.mutate({ params, query: { name: file.name }, body: file });
              event.target.value = '';
            }}
          />
          <button
            type="button"
            className="link no-print"
            disabled={add.isPending}
            onClick={() => field.current?.click()}
          >
            {t('case.attach')}
          </button>
          {add.error ? (
            <span className="refusal" role="alert">
              {pick(add.error)}
            </span>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
