import { parentPort, Worker } from 'node:worker_threads';
import { endThread, LAST_MESSAGE } from '../../core/end-thread.ts';
import { maskFault } from '../../core/mask-fault.ts';

/** A question takes a second at most; one that has not ended by then is stuck. */
const PATIENCE_MS = 30_000;

type Answer = { id: number; answer: unknown } | { id: number; fault: string };

interface Waiting {
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
}

/** A thread that answers questions; nobody's page waits for what it works out but whoever asked. */
export class AskedThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #hasEnded = false;

  constructor(file: URL, workerData: unknown) {
    this.#worker = new Worker(file, { workerData });
    this.#worker.on('error', (error) => this.#fail(error as Error));
    this.#worker.on('exit', () => this.#fail(new Error(`the thread of ${file.pathname} has ended`)));
    this.#worker.on('message', (message: Answer) => this.#take(message));
    // a workbench that is told to stop does not wait for it; listening has taken hold of it
    this.#worker.unref();
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  ask<Told>(question: object): Promise<Told> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise<Told>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#worker.postMessage({ id, question });
    });
  }

  /** Lets the thread go once it has answered what it was asked: it closes its engine and ends by itself. */
  stop(): Promise<void> {
    return endThread(this.#worker, PATIENCE_MS);
  }

  #take(message: Answer): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('fault' in message) waiting?.reject(new Error(message.fault));
    else waiting?.resolve(message.answer);
  }

  #fail(error: Error): void {
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** The other side, in the thread: answers until it is told to go, then lets go of what it holds. */
export function answerQuestions<Question>(
  answer: (question: Question) => Promise<unknown>,
  letGo: () => unknown,
): void {
  const port = parentPort;
  if (port === null) throw new Error('this file is started as a thread');
  const under = new Set<Promise<void>>();
  port.on('message', async (message: { id: number; question: Question } | typeof LAST_MESSAGE) => {
    if (message === LAST_MESSAGE) {
      await Promise.all(under);
      await letGo();
      port.close();
      return;
    }
    const { id, question } = message;
    const answering = Promise.resolve()
      .then(() => answer(question))
      .then((told): Answer => ({ id, answer: told }))
      .catch((error): Answer => ({ id, fault: maskFault(String((error as Error).stack ?? error)) }))
      .then((told) => port.postMessage(told));
    under.add(answering);
    await answering;
    under.delete(answering);
  });
}
