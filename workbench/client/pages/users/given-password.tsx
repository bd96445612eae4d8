import { Button, Modal } from 'antd';
import { useWords } from '../../language/language.tsx';

/** A password for the first sign-in. It is shown here and nowhere else; closed, it cannot be had again. */
export function GivenPassword({
  given,
  onClose,
}: {
  given: { user_id: string; password: string } | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Modal
      open={given !== null}
      onCancel={onClose}
      title={t('users.given-title')}
      width={440}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('users.given-noted')}
        </Button>
      }
      destroyOnHidden
    >
      <p>{t('users.given', { user: given?.user_id ?? '' })}</p>
      <p className="given-password number" data-given="">
        {given?.password}
      </p>
      <p className="is-muted">{t('users.given-note')}</p>
    </Modal>
  );
}
