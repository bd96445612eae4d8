import { Button, Modal } from 'antd';
import { useState } from 'react';
import { notices } from '../../../contract/notices.ts';
import { addressOf } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import './paper-preview.css';

export interface ShownPaper {
  case_id: string;
  kind: string;
  about?: string | null;
  pages: number;
  /** As it was issued, although a new version may be on its way. */
  is_issued?: boolean;
  /** Changes whenever the paper may have changed, so that no old picture is shown. */
  version: string | number;
}

/** A paper as it will be printed, page by page, masked; a draft bears its stamp. */
export function PaperPreview({ paper, title }: { paper: ShownPaper; title: string }) {
  const { t } = useWords();
  const [page, setPage] = useState(1);
  const [isLarge, setLarge] = useState(false);
  const shown = Math.min(page, paper.pages);
  const pager = (
    <div className="paper-pager">
      <Button
        size="small"
        disabled={shown <= 1}
        onClick={() => setPage(shown - 1)}
        aria-label={t('notices.page-before')}
      >
        ‹
      </Button>
      <span>{t('notices.page-of', { page: shown, pages: paper.pages })}</span>
      <Button
        size="small"
        disabled={shown >= paper.pages}
        onClick={() => setPage(shown + 1)}
        aria-label={t('notices.page-after')}
      >
        ›
      </Button>
    </div>
  );
  const picture = (
    <img
      className="paper"
      src={addressOf(notices.preview, {
        params: { case_id: paper.case_id },
        query: {
          kind: paper.kind,
          about: paper.about ?? undefined,
          page: shown,
          is_issued: paper.is_issued,
          version: String(paper.version),
        },
      })}
      alt={t('notices.preview-of', { title, page: shown })}
    />
  );
  return (
    <section className="paper-preview" aria-label={t('notices.preview')}>
      <header>
        <span>
          <Chinese>{title}</Chinese>
        </span>
        <button type="button" className="link" onClick={() => setLarge(true)}>
          {t('notices.enlarge')}
        </button>
      </header>
      {picture}
      {pager}
      <Modal
        open={isLarge}
        onCancel={() => setLarge(false)}
        title={<Chinese>{title}</Chinese>}
        footer={null}
        width={860}
        className="paper-large"
      >
        {pager}
        {picture}
      </Modal>
    </section>
  );
}
