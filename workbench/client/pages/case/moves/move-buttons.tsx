import { Button } from 'antd';
import { useState } from 'react';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { useKeys } from '../../../shell/keys.ts';
import { MoveDialog } from './move-dialog.tsx';
import { MOVE_FIELDS } from './move-fields.ts';

const KEYS: Readonly<Record<string, string>> = { assign: 'A', receipt: 'R' };

/** Only what the state of the case and the role of the user allow. */
export function MoveButtons({ found }: { found: CaseAnswer }) {
  const { t, pick } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const moves = found.legal_moves.filter(({ move }) => move in MOVE_FIELDS);
  const opener = (move: string) => (moves.some((one) => one.move === move) ? () => setOpen(move) : undefined);
  useKeys({ A: opener('assign'), R: opener('receipt') });
  if (moves.length === 0) return null;
  const chosen = moves.find(({ move }) => move === open);
  return (
    <fieldset className="move-buttons no-print" aria-label={t('case.moves')}>
      {moves.map((one) => (
        <Button key={one.move} size="small" onClick={() => setOpen(one.move)}>
          {sentenceCase(pick(one))}
          {KEYS[one.move] === undefined ? null : <kbd>{KEYS[one.move]}</kbd>}
        </Button>
      ))}
      {chosen === undefined ? null : (
        <MoveDialog
          key={chosen.move}
          found={found}
          move={chosen.move}
          title={sentenceCase(pick(chosen))}
          onClose={() => setOpen(null)}
        />
      )}
    </fieldset>
  );
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
