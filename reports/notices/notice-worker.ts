import { parentPort, workerData } from 'node:worker_threads';
import { type NoticeFolders, type NoticeJob, NoticeMaker } from './make-notice.ts';
import { answerTo, type NoticeAnswer } from './notice-answer.ts';

if (parentPort) {
  const port = parentPort;
  const maker = new NoticeMaker(workerData as NoticeFolders);
  port.on('message', (job: NoticeJob) => {
    maker.make(job).then(
      () => port.postMessage({ made: true } satisfies NoticeAnswer),
      (error: unknown) => port.postMessage(answerTo(error)),
    );
  });
}
