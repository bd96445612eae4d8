import type { UnreadList } from '../../reading/deliveries/unread-lists.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

/** Puts the lists that nobody could read beside what was read, in place of what an earlier night knew of them. */
export async function fillUnread(warehouse: Warehouse, lists: readonly UnreadList[]): Promise<void> {
  await warehouse.run('delete from canonical.unread_list');
  if (lists.length === 0) return;
  const rows = lists.map(
    ({ file_no, source, first_month, last_month, township }) =>
      `(${file_no}, ${quoteText(source)}, ${first_month}, ${last_month}, ${quoteText(township)})`,
  );
  await warehouse.run(`insert into canonical.unread_list values ${rows.join(', ')}`);
}
