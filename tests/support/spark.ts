import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The `spark-sql` of the installation that `SPARK_HOME` names. */
export const SPARK_SQL = join(process.env.SPARK_HOME ?? '/nowhere', 'bin/spark-sql');

export const hasSpark = existsSync(SPARK_SQL);
