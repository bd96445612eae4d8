import type { CaseEvidence, LinkExplanation, RowPlace } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { Strength } from '../../../parts/strength.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { LinkBar } from './link-bar.tsx';
import { SourceLink } from './source-link.tsx';

/** Why both rows are put down to one person: longer speaks more strongly, against it stands to the left. */
export function LinkPanel({
  evidence,
  onOpen,
}: {
  evidence: CaseEvidence;
  onOpen: (place: RowPlace) => void;
}) {
  const { t } = useWords();
  if (evidence.link.length === 0) return null;
  return (
    <Panel title={t('case.one-person')} aside={t('case.longer-stronger')}>
      {evidence.link.map((link) => (
        <OneLink
          key={`${link.place.file_hash} ${link.place.sheet} ${link.place.row}`}
          link={link}
          onOpen={onOpen}
        />
      ))}
    </Panel>
  );
}

function OneLink({ link, onOpen }: { link: LinkExplanation; onOpen: (place: RowPlace) => void }) {
  const { t } = useWords();
  return (
    <>
      <table className="link-bars">
        <caption>
          <MaybeChinese>{link.place.source_title}</MaybeChinese>{' '}
          <SourceLink place={link.place} onOpen={onOpen} isShort />
        </caption>
        <tbody>
          {link.bars.map((bar) => (
            <tr key={bar.field}>
              <th scope="row">{bar.label}</th>
              <td className="bar">
                <LinkBar length={bar.length} isStriped={bar.is_striped} />
              </td>
              <td className="right">
                <MaybeChinese>{bar.words}</MaybeChinese>
              </td>
            </tr>
          ))}
          <tr className="verdict">
            <th scope="row">{t('case.conclusion')}</th>
            <td>{link.strength === null ? null : <Strength strength={link.strength} />}</td>
            <td className="right">
              <MaybeChinese>{link.verdict}</MaybeChinese>
            </td>
          </tr>
        </tbody>
      </table>
      {[...link.vetoes, ...unsaid(link)].map((text) => (
        <p key={text} className="is-out against">
          <MaybeChinese>{text}</MaybeChinese>
        </p>
      ))}
      {link.proposed_id === null ? null : (
        <p>
          {t('case.proposed-id')} <span className="number">{link.proposed_id}</span>
        </p>
      )}
    </>
  );
}

/** What speaks against it and does not stand at a bar already. */
function unsaid({ against, bars }: LinkExplanation): string[] {
  return against.filter((text) => bars.every(({ words }) => !text.includes(words)));
}
