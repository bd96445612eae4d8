import { visits } from '../../../contract/visits.ts';
import { implement } from '../../implement.ts';
import { openAskedCase } from '../case/open-case.ts';
import { listPeopleToVisit } from './list-people-to-visit.ts';
import { takeReport } from './take-report.ts';

export const implementations = [
  implement(visits.list, (asking) => listPeopleToVisit(asking)),
  implement(visits.report, (asking, { params, body }) =>
    takeReport(asking, openAskedCase(asking, params.case_id), body),
  ),
];
