import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { caseContract } from '../../../contract/case.ts';
import { newRequestKey, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { CaseBody } from './case-body.tsx';
import './case.css';
import './decision/decision.css';
import './evidence/evidence.css';
import './papers/papers.css';
import './case-print.css';

/** One case: the sentence first, then what proves it and what speaks against it, then what a person decides. */
export default function CasePage() {
  const { t, language } = useWords();
  const queries = useQueryClient();
  const { case_id: caseId = '' } = useParams();
  const [view] = useState(newRequestKey);
  const answer = useAnswer(
    caseContract.read,
    { params: { case_id: caseId }, query: { view } },
    { keepsLast: true },
  );
  useEffect(() => {
    document.title = `${t('case.case')} ${caseId} · ${t('shell.name')}`;
  }, [caseId, t]);
  // the sentences come from the server in the language they were asked in
  const asked = useRef(language);
  useEffect(() => {
    if (asked.current === language) return;
    asked.current = language;
    void queries.invalidateQueries({ queryKey: ['case.read'] });
    queries.removeQueries({ queryKey: ['case.source-row'] });
  }, [language, queries]);
  return (
    <Answered answer={answer} rows={12}>
      {(found) => <CaseBody found={found} view={view} key={found.case_id} />}
    </Answered>
  );
}
