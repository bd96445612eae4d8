import { Pagination } from 'antd';

/** So many words stand on a page. */
export const WORDS_A_PAGE = 20;

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
  if (total <= WORDS_A_PAGE) return null;
  return (
    <Pagination
      className="words-pages"
      size="small"
      current={page}
      pageSize={WORDS_A_PAGE}
      total={total}
      showSizeChanger={false}
      onChange={onTurn}
    />
  );
}
