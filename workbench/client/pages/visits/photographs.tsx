import { useEffect, useState } from 'react';
import { useWords } from '../../language/language.tsx';
import { shrinkPhoto } from './shrink-photo.ts';

const MOST = 6;

/** The photographs of a visit, taken with the telephone itself. */
export function Photographs({ photos, onChange }: { photos: Blob[]; onChange: (photos: Blob[]) => void }) {
  const { t } = useWords();
  const [isUnread, setUnread] = useState(false);
  const add = async (files: readonly File[]) => {
    setUnread(false);
    try {
      const taken = await Promise.all(files.map(shrinkPhoto));
      onChange([...photos, ...taken].slice(0, MOST));
    } catch {
      setUnread(true);
    }
  };
  return (
    <div className="visits-photos">
      {photos.map((photo, place) => (
        <Photograph
          // biome-ignore lint/suspicious/noArrayIndexKey: photographs have no name of their own
          key={place}
          photo={photo}
          place={place + 1}
          onDrop={() => onChange(photos.filter((one) => one !== photo))}
        />
      ))}
      {photos.length < MOST ? (
        <label className="visits-take">
          {t('visits.take-photo')}
          <input
            type="file"
            className="visually-hidden"
            accept="image/*"
            capture="environment"
            onChange={(event) => {
              void add([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </label>
      ) : null}
      {isUnread ? (
        <p className="refusal" role="alert">
          {t('visits.photo-unread')}
        </p>
      ) : null}
    </div>
  );
}

function Photograph({ photo, place, onDrop }: { photo: Blob; place: number; onDrop: () => void }) {
  const { t } = useWords();
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <figure>
      {address === '' ? null : <img src={address} alt={t('visits.photo', { n: place })} />}
      <button type="button" className="link" onClick={onDrop}>
        {t('visits.drop-photo')}
      </button>
    </figure>
  );
}
