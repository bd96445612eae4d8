import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { reportCheck } from '../../../contract/report-check.ts';
import { aside } from '../../aside.ts';
import { implement } from '../../implement.ts';

export const implementations = [
  implement(reportCheck.check, async (_asking, { query, bytes }) => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-report-'));
    const file = join(folder.path, basename(query.name));
    writeFileSync(file, await bytes());
    // waited for here: the folder is gone once this returns
    return await aside('checkReport', file);
  }),
];
