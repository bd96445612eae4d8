import { readReserved } from '../../../../explanation/reserved-findings.ts';
import { insider } from '../../../contract/insider.ts';
import { implement } from '../../implement.ts';

export const implementations = [
  implement(insider.read, async ({ desk }) => ({
    findings: await desk.reader.use((build) => readReserved((sql) => build.rows(sql))),
  })),
];
