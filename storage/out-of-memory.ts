import { Refusal } from '../core/errors.ts';
import { boundOfMemory } from './memory.ts';

/** Both engines that work on this machine report it in words only. */
const WORDS = /^Out of Memory Error|OutOfMemoryError/m;

/** What did not fit into the memory that Hedui may take is for the operator to mend; every other error passes unchanged. */
export function explainOutOfMemory(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || !WORDS.test(error.message)) return error;
  const bound = `${Math.floor(boundOfMemory() / 1024 ** 2)}MB`;
  return new Refusal(
    'memory-exhausted',
    `本程序可用的内存（${bound}）不够，这一步没有完成；原有的文件、台账和上一次发布的结果都未动。请在 hedui.yaml 里把 memory 调大（如 memory: 8GB，不超过本机内存），或换到内存更大的机器，再运行一次。`,
    `The memory that Hedui may take (${bound}) does not suffice and this step was not done; the files, the ledger and the last published build are untouched. Raise memory in hedui.yaml (such as memory: 8GB, no more than the machine has), or take a machine with more, and run again.`,
  );
}
