import { App } from 'antd';
import { session as contract } from '../../contract/session.ts';
import { keptVisits, wipeVisits } from '../afield/kept-visits.ts';
import { call } from '../api/call.ts';
import { useWords } from '../language/language.tsx';
import { useSession, useSessionSwitch } from './session.tsx';

/** Signs out and takes what was kept for visits off the device; what was never sent is given up only if somebody says so. */
export function useSignOut(after: () => void = () => undefined): () => void {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { user_id: userId } = useSession();
  const { leave } = useSessionSwitch();
  const go = async () => {
    await wipeVisits(userId);
    await call(contract.logout).catch(() => undefined);
    leave();
    after();
  };
  return () => {
    void keptVisits().then((kept) => {
      const unsent = kept.filter(({ user_id }) => user_id === userId).length;
      if (unsent === 0) return go();
      modal.confirm({
        title: t('visits.unsent-at-leaving', { n: unsent }),
        content: t('visits.unsent-why'),
        okText: t('visits.give-up-and-leave'),
        cancelText: t('shell.cancel'),
        autoFocusButton: 'cancel',
        onOk: go,
      });
    });
  };
}
