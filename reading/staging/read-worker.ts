import { parentPort, workerData } from 'node:worker_threads';
import { LAST_MESSAGE } from '../../core/end-thread.ts';
import { Refusal } from '../../core/errors.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { loadMapping } from '../recognition/mapping.ts';
import { prepareKnowledge } from '../recognition/recognise-sheet.ts';
import { loadSources } from '../sources/load-sources.ts';
import { type FileReading, refusedReading } from './reading-result.ts';
import { clearStaging, prepareStaging, stageFile } from './stage-file.ts';

/** What a reading thread is given when it starts, and for each file. */
export interface ReadWorkerData {
  mapping: string | null;
}

export interface ReadTask {
  path: string;
  name: string;
  /** Folder for the staged rows. */
  folder: string;
}

export type ReadAnswer = { reading: FileReading } | { fault: string };

/** Reads one file; a file that cannot be used comes back refused, a fault of our own as a fault. */
function startReading({ mapping }: ReadWorkerData) {
  const sources = loadSources();
  const knowledge = prepareKnowledge(sources, loadMapping(mapping, sources));
  const byName = new Map(sources.map((source) => [source.source, source]));
  const opened = openStaging();
  return {
    async read({ path, name, folder }: ReadTask): Promise<ReadAnswer> {
      const warehouse = await opened;
      try {
        return { reading: await stageFile(warehouse, { path, name, knowledge, sources: byName }, folder) };
      } catch (error) {
        if (error instanceof Refusal) return { reading: refusedReading(error) };
        return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      } finally {
        await clearStaging(warehouse);
      }
    },
    close: async () => (await opened).close(),
  };
}

/** One engine per thread: opening one costs more than reading a small file. */
async function openStaging(): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:', { threads: '1' });
  await prepareStaging(warehouse);
  return warehouse;
}

if (parentPort) {
  const port = parentPort;
  const reader = startReading(workerData as ReadWorkerData);
  port.on('message', (task: ReadTask | typeof LAST_MESSAGE) => {
    if (task === LAST_MESSAGE) void reader.close().then(() => port.close());
    else void reader.read(task).then((answer) => port.postMessage(answer));
  });
}
