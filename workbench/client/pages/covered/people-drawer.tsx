import { Button, Drawer, Input, Pagination } from 'antd';
import { useState } from 'react';
import { covered } from '../../../contract/covered.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import type { OpenedFigure } from './opened-figure.ts';

/** As many people as the server gives at once. */
const PAGE = 100;

/** The people of one figure, once somebody has said why they look. */
export function PeopleDrawer({ opened, onClose }: { opened: OpenedFigure; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const look = useAct(covered.people, { changes: false });
  const ask = (page: number) =>
    look.mutate({ body: { figure: opened.figure, reason: reason.trim(), offset: (page - 1) * PAGE } });
  return (
    <Drawer open width={560} onClose={onClose} title={<Chinese>{opened.title}</Chinese>}>
      <form
        className="covered-ask"
        onSubmit={(event) => {
          event.preventDefault();
          ask(1);
        }}
      >
        <Input
          autoFocus
          maxLength={200}
          aria-label={t('covered.reason')}
          placeholder={t('covered.reason')}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button htmlType="submit" type="primary" disabled={reason.trim().length < 2} loading={look.isPending}>
          {t('covered.look')}
        </Button>
      </form>
      <RefusalLine refusal={look.error} />
      {look.data === undefined ? (
        <p className="is-muted">{t('covered.why-asked')}</p>
      ) : (
        <>
          <table className="plain">
            <tbody>
              {look.data.people.map(({ name, resident_id, township }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: masked people have nothing else to be told apart by
                <tr key={place}>
                  <td>
                    <Chinese>{name ?? '—'}</Chinese>
                  </td>
                  <td className="number">{resident_id ?? '—'}</td>
                  <td>
                    <Chinese>{township ?? '—'}</Chinese>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pagination
            size="small"
            hideOnSinglePage
            showSizeChanger={false}
            pageSize={PAGE}
            total={look.data.total}
            onChange={ask}
          />
        </>
      )}
    </Drawer>
  );
}
