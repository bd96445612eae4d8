/**
 * How a file speaks to the ledger's database. `writes` is a statement whose text stands in the call and begins with
 * insert, update or delete; everything else is `asks`: a select, a text that is put together elsewhere, the connection.
 */
export type Speech = 'asks' | 'writes';

const COMMENT = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm;
const QUOTED = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;

/** The ledger's one way of running SQL, called with a text that writes. */
const WRITING = /^\s*\(\s*['"`]\s*(?:insert|update|delete)\b/;

/** Its raw connection, its method taken apart from it, or a connection of one's own. */
const ASIDE = [
  /[\w)\]!]\s*\??\.\s*db\b/,
  /\{[^{}]*\b(?:db|statement)\b[^{}]*\}\s*=[^=>]/,
  /import \{[^}]*\} from 'node:sqlite'/,
];

/** Everything a file says to the ledger, in order of appearance but for what goes past its one method. */
export function speechIn(text: string): Speech[] {
  const code = text.replace(COMMENT, '');
  const said = [...code.matchAll(/(?:\.\s*|\[\s*['"`])statement\b/g)].map(({ index, 0: call }): Speech => {
    return WRITING.test(code.slice(index + call.length)) ? 'writes' : 'asks';
  });
  const bare = code.replace(QUOTED, (quoted) => (quoted === "'node:sqlite'" ? quoted : "''"));
  return [...said, ...ASIDE.filter((way) => way.test(bare)).map((): Speech => 'asks')];
}
