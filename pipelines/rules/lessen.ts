import type { DuckDBConnection } from '@duckdb/node-api';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';

/**
 * What was kept back of a person without saying of which months may have taken back what was too much up to its own month, the
 * earliest first: the lines in `offending` claim that much less, and of their parts the first gives way first. It is taken off
 * once: what says of no part what it is lessens the rules one after another, and what one has used is left to none. Returns how
 * many lines nothing is left of.
 */
export async function lessenByKeptBack(
  connection: DuckDBConnection,
  { kept_back }: Pick<RuleDefinition, 'kept_back'>,
  columns: readonly string[],
): Promise<number> {
  if (kept_back.length === 0) return 0;
  const parts = columns.filter((name) => name.startsWith('part_'));
  // a line that was paid too little is owed, and what was kept back does not lessen that
  const isOver = columns.includes('fact_is_short') ? 'not coalesce(fact_is_short, false)' : 'true';
  const quoted = kept_back.map((part) => `'${part}'`).join(', ');
  const upTo = (at: number): string =>
    parts
      .slice(0, at + 1)
      .map((name) => `coalesce(offending.${name}, 0)`)
      .join(' + ');
  await connection.run(`
    create or replace temp table lessened as
    with over as (
        select rowid as place, person_id, month, line_id, amount_fen from offending where ${isOver}
    ),
    back as (
        select
            unnamed.person_id,
            coalesce(sum(unnamed.fen) filter (where named_part is not null), 0) as named_fen,
            greatest(coalesce(sum(unnamed.fen) filter (where named_part is null), 0) - coalesce(max(used.fen), 0), 0) as unnamed_fen
        from canonical.unnamed_deduction as unnamed
        inner join (select person_id, min(month) as month from over group by person_id) as first_over
            on first_over.person_id = unnamed.person_id
        left join (select person_id, sum(fen) as fen from detection.kept_back group by person_id) as used
            on used.person_id = unnamed.person_id
        where unnamed.paid_month >= first_over.month and coalesce(named_part, '${kept_back[0]}') in (${quoted})
        group by unnamed.person_id
    )
    select over.place, over.person_id, back.named_fen, over.amount_fen - least(over.amount_fen, greatest(sum(over.amount_fen) over (
        partition by over.person_id order by over.month, over.line_id rows between unbounded preceding and current row
    ) - back.named_fen - back.unnamed_fen, 0)) as less_fen
    from over
    inner join back on back.person_id = over.person_id;

    insert into detection.kept_back
    select person_id, sum(less_fen) - max(named_fen) from lessened group by person_id having sum(less_fen) > max(named_fen);

    update offending
    set ${[
      'amount_fen = offending.amount_fen - lessened.less_fen',
      ...parts.map(
        (name, at) => `${name} = least(offending.${name}, greatest(${upTo(at)} - lessened.less_fen, 0))`,
      ),
    ].join(',\n        ')}
    from lessened
    where offending.rowid = lessened.place and lessened.less_fen > 0;

    drop table lessened`);
  const { rowsChanged } = await connection.run(`delete from offending where amount_fen = 0 and ${isOver}`);
  return rowsChanged;
}
