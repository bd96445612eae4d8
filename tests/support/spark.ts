import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/** The `spark-sql` of the installation that `SPARK_HOME` names, or of one that pip put on the path. */
export const SPARK_SQL =
  [join(process.env.SPARK_HOME ?? '/nowhere', 'bin/spark-sql'), onPath('spark-sql')].find(
    (file) => file !== undefined && existsSync(file),
  ) ?? 'spark-sql';

const hasJava = process.env.JAVA_HOME !== undefined || onPath('java') !== undefined;

export const hasSpark = existsSync(SPARK_SQL) && hasJava;

export const WITHOUT_SPARK = hasJava
  ? 'skipped: SPARK_HOME names no installation, and no spark-sql is on the path'
  : 'skipped: no Java is here';

// sessions of minutes: to compile what runs for a moment as well as can be costs more than it gains
if (hasSpark) process.env.JAVA_TOOL_OPTIONS ??= '-XX:TieredStopAtLevel=1';
