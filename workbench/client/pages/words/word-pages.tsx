import { Pagination } from 'antd';

/** So many words stand on a page. */
export const PAGE_ROWS = 20;

/** Turns the pages of a list of words; nothing where one page holds them all. */
export function WordPages({
  page,
  total,
  onTurn,
}: {
  page: number;
  total: number;
  onTurn: (page: number) => void;
}) {
  if (total <= PAGE_ROWS) return null;
  return (
    <Pagination
      className="words-pages"
      size="small"
      current={page}
      pageSize={PAGE_ROWS}
      total={total}
      showSizeChanger={false}
      onChange={onTurn}
    />
  );
}
