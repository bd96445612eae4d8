import { handOver } from '../../core/compile-cache.ts';
import { Refusal } from '../../core/errors.ts';
import type { Mapping } from '../../reading/recognition/mapping.ts';
import type { WantedRows } from '../../reading/sheet-rows.ts';

/** What can be done aside; only what is asked for is loaded. Input and answer cross between processes as plain data. */
const TASKS = {
  readRowsAt: async (wanted: WantedRows) => (await import('../../reading/sheet-rows.ts')).readRowsAt(wanted),
  readStatement: async (path: string) =>
    (await import('../../casework/bank/read-statement.ts')).readStatement(path),
  checkReport: async (path: string) =>
    (await import('../../reports/manager/report-check/check-report.ts')).checkReport(path),
  recoveryWorkbook: async (home: string, from: string, to: string) =>
    (await import('../../reports/manager/office-summary.ts')).recoveryWorkbook(home, from, to),
  returnLists: async (home: string, folder: string, sender: string) =>
    (await import('../../reports/feedback/return-lists.ts')).returnLists(home, folder, sender),
  describeFile: async (path: string, name: string, mappings: readonly Mapping[]) =>
    (await import('./areas/sources/describe-file.ts')).describeFile(path, name, mappings),
};

export type AsideTasks = typeof TASKS;

export type AsideAnswer<Name extends keyof AsideTasks> =
  | { answer: Awaited<ReturnType<AsideTasks[Name]>> }
  | { refusal: { code: string; zh: string; en: string } }
  | { fault: string };

interface AsideRequest {
  name: keyof AsideTasks;
  input: readonly unknown[];
}

async function answer({ name, input }: AsideRequest): Promise<unknown> {
  try {
    const task = TASKS[name] as (...given: readonly unknown[]) => Promise<unknown>;
    return { answer: await task(...input) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, zh: error.zh, en: error.en } };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.once('message', (request: AsideRequest) => {
  void answer(request).then(handOver);
});
// whoever asked is gone: nobody waits for the answer
process.once('disconnect', () => process.exit());
