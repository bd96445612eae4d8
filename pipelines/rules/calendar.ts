import type { DuckDBConnection } from '@duckdb/node-api';

/** Fills `canonical.calendar_month`, 1900 to 2100: rules count months with it instead of with an engine's date functions. */
export async function fillCalendarMonth(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    insert into canonical.calendar_month
    select
        year(first_on) * 100 + month(first_on),
        year(first_on) * 12 + month(first_on) - 1,
        year(first_on),
        first_on,
        last_day(first_on)
    from (
        select cast(unnest(generate_series(date '1900-01-01', date '2100-12-01', interval 1 month)) as date) as first_on
    )`);
}
