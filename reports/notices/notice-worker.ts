import { parentPort, workerData } from 'node:worker_threads';
import { LAST_MESSAGE } from '../../core/end-thread.ts';
import { type NoticeFolders, type NoticeJob, NoticeMaker } from './make-notice.ts';
import { answerTo, type NoticeAnswer } from './notice-answer.ts';

if (parentPort) {
  const port = parentPort;
  const maker = new NoticeMaker(workerData as NoticeFolders);
  port.on('message', (job: NoticeJob | typeof LAST_MESSAGE) => {
    if (job === LAST_MESSAGE) return port.close();
    maker.make(job).then(
      (made) => port.postMessage({ made } satisfies NoticeAnswer),
      (error: unknown) => port.postMessage(answerTo(error)),
    );
  });
}
