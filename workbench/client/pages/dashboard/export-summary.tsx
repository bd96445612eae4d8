import { Button } from 'antd';
import { useState } from 'react';
import type { Failed } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';

/** The report's own workbook over the period of the page. It is made by the report's own verb, which takes a moment. */
export function ExportSummary({ save }: { save: () => Promise<void> }) {
  const { t, pick } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const make = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await save();
    } catch (error) {
      setRefusal(error as Failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button loading={isBusy} onClick={() => void make()}>
        {t('dashboard.export')}
      </Button>
      {refusal === null ? null : (
        <span role="alert" className="refusal">
          {pick(refusal)}
        </span>
      )}
    </>
  );
}
