import { Drawer } from 'antd';
import { type DeskFile, files } from '../../../contract/files.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showStamp } from '../../parts/dates.ts';
import { useRight } from '../../shell/session.tsx';
import { FileColumns } from '../sources/file-columns.tsx';
import { TiedRows } from '../sources/rows-equation.tsx';
import { RefusedByReason } from '../sources/source-files.tsx';
import { StartAfterUpload } from '../sources/start-after-upload.tsx';
import { IgnoredRows } from '../today/rows-drawer.tsx';
import { FateChip, isUnread, NextStep } from './fate.tsx';

/** One file, whole: what became of it, how its columns are understood and put right, and the night that reads it again. */
export function DeskDrawer({ hash, onClose }: { hash: string | null; onClose: () => void }) {
  const { t } = useWords();
  const answer = useAnswer(files.one, { params: { hash: hash ?? '' } }, { isOff: hash === null });
  return (
    <Drawer
      open={hash !== null}
      onClose={onClose}
      size={1080}
      destroyOnHidden
      title={<span lang="zh-CN">{answer.data?.name ?? t('sources.file')}</span>}
    >
      {hash === null ? null : (
        <Answered answer={answer} rows={6}>
          {(file) => <Whole file={file} />}
        </Answered>
      )}
    </Drawer>
  );
}

function Whole({ file }: { file: DeskFile }) {
  const { t, pick } = useWords();
  const maySeeRows = useRight('nights.refused');
  return (
    <>
      <p className="files-head">
        <FateChip file={file} />
        <span className="is-muted">
          {file.sources.map(pick).join('、')} {showStamp(file.received_at)}
        </span>
        {file.fate === 'held' || file.fate === 'asked' ? (
          <NextStep file={file} open={() => undefined} />
        ) : null}
        <StartAfterUpload count={file.fate === 'waiting' ? 1 : 0} />
      </p>
      {isUnread(file) ? null : <TiedRows counts={file} />}
      {file.fate === 'refused' ? <p>{t('files.mend')}</p> : null}
      <h3 className="sources-head">{t('sources.columns')}</h3>
      <FileColumns hash={file.hash} />
      {file.file_no !== null && file.refused > 0 && maySeeRows ? (
        <>
          <h3 className="sources-head">{t('sources.refused-by-reason')}</h3>
          <RefusedByReason fileNo={file.file_no} />
        </>
      ) : null}
      {file.file_no !== null && file.ignored > 0 && maySeeRows ? (
        <>
          <h3 className="sources-head">{t('sources.ignored-rows')}</h3>
          <IgnoredRows query={{ file_no: file.file_no }} />
        </>
      ) : null}
    </>
  );
}
