import { Linker, type LinkReport } from '../../pipelines/linking/linker.ts';
import type { LinkModel } from '../../pipelines/linking/model.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';

export interface LinkTablesRequest {
  /** Tables or views with `row_id` and any of `PERSON_COLUMNS`. */
  readonly left: string;
  readonly right: string;
  readonly register?: string;
  readonly model?: LinkModel;
  /** The table written; default `link_pair` in the schema `linking`. */
  readonly output?: string;
}

/** Links two tables once. For one side against many, keep a `Linker` and prepare each side once. */
export async function linkTables(warehouse: Warehouse, request: LinkTablesRequest): Promise<LinkReport> {
  const linker = await Linker.open(warehouse);
  await linker.prepare({
    left: request.left,
    right: request.right,
    ...(request.register === undefined ? {} : { register: request.register }),
  });
  return linker.link({
    left: 'left',
    right: 'right',
    ...(request.register === undefined ? {} : { register: 'register' }),
    ...(request.model === undefined ? {} : { model: request.model }),
    ...(request.output === undefined ? {} : { output: request.output }),
  });
}
