import { maskName, maskText } from './mask.ts';

/** A quoted value that is nothing but a person's name could be; engines quote the value they could not read. */
const QUOTED_NAME = /(["'“‘`]\s*)(\p{Script=Han}[\p{Script=Han}·• ]{1,20})(?=\s*\\?["'”’`])/gu;

/** What a fault or the log says, without the number, the account or the full name of anybody. */
export function maskFault(text: string): string {
  return maskText(text).replace(QUOTED_NAME, (_found, quote: string, name: string) => quote + maskName(name));
}
