import { Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../language/language.tsx';
import { useKeys } from './keys.ts';

const KEYS = ['/', '?', 'N', 'J K', '↑ ↓ Enter', 'X', 'A', '1 2 3', 'Ctrl+Enter', 'R', 'P', 'Esc'] as const;
const NAMES = [
  'search',
  'keys',
  'next',
  'neighbours',
  'rows',
  'tick',
  'assign',
  'decide',
  'submit',
  'money',
  'print',
  'close',
] as const;

/** The list of keys, opened by `?`. */
export function KeyList() {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(true), '？': () => setOpen(true), P: () => window.print() });
  return (
    <Modal open={isOpen} onCancel={() => setOpen(false)} footer={null} title={t('shell.keys')} width={420}>
      <table className="plain">
        <tbody>
          {KEYS.map((key, index) => (
            <tr key={key}>
              <td>
                <kbd>{key}</kbd>
              </td>
              <td>{t(`shell.key-${NAMES[index]}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
