/** Exit codes of the command line (DESIGN: "The command line"). */
export const EXIT = { done: 0, fault: 1, usage: 2, refused: 3, checkFailed: 4 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Something a person can put right: bad input, a bad setting, an illegal request.
 * It says what, where and what to do next, in both languages of the office. Anything that is not a
 * `Refusal` is a fault of our own and ends with exit code 1.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** A stable word for programs and tests, such as `file-encrypted`. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly exitCode: ExitCode;
  /** How what is asked for is typed, where that helps: the command line says it, a page has its own fields and buttons. */
  readonly typed: string | null;

  constructor(
    code: string,
    zh: string,
    en: string,
    exitCode: ExitCode = EXIT.refused,
    typed: string | null = null,
  ) {
    super(`${zh} / ${en}`);
    this.code = code;
    this.zh = zh;
    this.en = en;
    this.exitCode = exitCode;
    this.typed = typed;
  }
}
