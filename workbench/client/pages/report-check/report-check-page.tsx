import { Button, Checkbox } from 'antd';
import { useRef, useState } from 'react';
import { type ReportClaim, reportCheck } from '../../../contract/report-check.ts';
import { call, type Failed } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import './report-check.css';

interface Checked {
  file: string;
  claims: readonly ReportClaim[];
  unread: readonly { text: string; sentence: string }[];
}

/** A report that is about to be signed: every claim in its sentence, confirmed by a person, and what does not add up. */
export default function ReportCheckPage() {
  const { t, pick } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const send = async (file: File) => {
    setBusy(true);
    setRefusal(null);
    try {
      const answer = await call(reportCheck.check, { query: { name: file.name }, body: file });
      setChecked({ file: file.name, ...answer });
    } catch (error) {
      setChecked(null);
      setRefusal(error as Failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <title>{t('shell.page-report-check')}</title>
      <PageHead
        title={t('shell.page-report-check')}
        aside={t('report-check.promise')}
        actions={
          <Button type="primary" loading={isBusy} onClick={() => input.current?.click()}>
            {t('report-check.choose')}
          </Button>
        }
      />
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        aria-label={t('report-check.choose')}
        accept=".docx,.pdf,.xlsx,.xls,.csv,.txt"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void send(file);
          event.target.value = '';
        }}
      />
      {refusal ? <Placeholder isFailed>{pick(refusal)}</Placeholder> : null}
      {checked === null && refusal === null ? <Placeholder>{t('report-check.what-for')}</Placeholder> : null}
      {checked ? <Claims key={checked.file} checked={checked} /> : null}
    </>
  );
}

/** What was read out of the text counts until somebody strikes it out as read wrongly. */
function Claims({ checked: { file, claims, unread } }: { checked: Checked }) {
  const { t, pick } = useWords();
  const [struck, setStruck] = useState<ReadonlySet<number>>(new Set());
  const kept = claims.filter(({ no }) => !struck.has(no));
  const count = (verdict: ReportClaim['verdict']) => kept.filter((one) => one.verdict === verdict).length;
  const strike = (no: number, isKept: boolean) => {
    const next = new Set(struck);
    if (isKept) next.delete(no);
    else next.add(no);
    setStruck(next);
  };
  return (
    <>
      <section className="sentence">
        <p aria-live="polite">
          {claims.length === 0
            ? t('report-check.nothing-read')
            : t('report-check.result', {
                n: kept.length,
                differs: count('differs'),
                asked: count('asked'),
                struck: struck.size,
              })}
        </p>
      </section>
      {claims.length === 0 ? null : (
        <Panel title={<span lang="zh-CN">{file}</span>} aside={t('report-check.confirm')} isFlush>
          <table className="plain report-claims">
            <thead>
              <tr>
                <th scope="col">{t('report-check.head-counts')}</th>
                <th scope="col">{t('report-check.head-claim')}</th>
                <th scope="col">{t('report-check.head-result')}</th>
              </tr>
            </thead>
            <tbody>
              {claims.map((claim) => (
                <tr key={claim.no} className={struck.has(claim.no) ? 'is-struck' : ''}>
                  <td>
                    <Checkbox
                      checked={!struck.has(claim.no)}
                      aria-label={t('report-check.counts', { no: claim.no })}
                      onChange={({ target }) => strike(claim.no, target.checked)}
                    />
                  </td>
                  <td lang="zh-CN">
                    {claim.says}
                    <q>{claim.sentence}</q>
                  </td>
                  <td>
                    <span className={VERDICT_CLASS[claim.verdict]}>
                      {t(`report-check.verdict-${claim.verdict}`)}
                    </span>
                    {claim.told.map((one) => (
                      <p key={one.zh}>{pick(one)}</p>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      {unread.length === 0 ? null : (
        <Panel title={t('report-check.unread', { n: unread.length })} aside={t('report-check.unread-aside')}>
          <ul lang="zh-CN">
            {unread.map(({ text, sentence }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and the same figure may stand twice
              <li key={place}>
                <b>{text}</b> {sentence}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

const VERDICT_CLASS: Readonly<Record<ReportClaim['verdict'], string>> = {
  'adds-up': 'ties',
  differs: 'differs',
  asked: 'chip is-ochre',
};
