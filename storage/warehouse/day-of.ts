interface Asked {
  first: <T>(sql: string) => Promise<T | undefined>;
}

/** The day that a build was made for, YYYY-MM-DD; `attached`: under which name it is attached to the database that is asked. */
export async function dayOf(build: Asked, attached?: string): Promise<string | null> {
  const run = attached === undefined ? 'parameter.run' : `${attached}.parameter.run`;
  return (await build.first<{ day: string }>(`select as_of::varchar as day from ${run}`))?.day ?? null;
}
