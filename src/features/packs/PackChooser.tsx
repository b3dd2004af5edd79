import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isKeptPlace } from '../../domain/packs/place';
import { packBytes } from '../../domain/packs/requirements';
import { listKeptPacks } from '../../storage/packFiles';
import { FilesButton } from '../../ui/FilesButton';
import { formatSize } from '../../ui/format';
import { useAttempt } from '../../ui/useAttempt';
import { PackOffer } from './PackOffer';

interface PackChooserProps {
  readonly loaded: string;
  readonly shipped: string;
  /** Why no pack may be changed now; null where it may. */
  readonly busy: string | null;
  readonly onAddress: (address: string) => Promise<void>;
  readonly onFolder: (files: readonly File[]) => Promise<void>;
  readonly onZip: (file: File) => Promise<void>;
  /** Loads a pack that is kept in this browser, or the shipped one. */
  readonly onPlace: (place: string) => void;
  /** Looks at a pack whose download is not through. */
  readonly onResume: (place: string) => Promise<void>;
  readonly onAllow: (origin: string, place: string) => Promise<void>;
  readonly onDownload: (place: string) => Promise<void>;
}

/** Other packs: those kept here, and the ways to bring one. */
export function PackChooser({ loaded, shipped, busy, onAddress, onFolder, onZip, onPlace, onResume, onAllow, onDownload }: PackChooserProps) {
  const { data: kept = [] } = useQuery({ queryKey: ['kept-packs'], queryFn: listKeptPacks, staleTime: 0, gcTime: 0, retry: false, networkMode: 'always' });
  const [address, setAddress] = useState('');
  const { doing, problem, attempt } = useAttempt();
  const blocked = busy !== null || doing !== null;

  const others = [
    ...(kept.some(({ place }) => place === shipped) ? [] : [{ place: shipped, complete: true, text: 'The pack that comes with the studio' }]),
    ...kept.map(({ place, manifest, bytes, complete }) => ({
      place,
      complete,
      text: `${manifest.name} ${manifest.version}, ${complete ? `${formatSize(bytes)} kept` : `${formatSize(bytes)} of ${formatSize(packBytes(manifest))} here`}, from ${sourceText(place)}`,
    })),
  ].filter(({ place }) => place !== loaded);

  return (
    <section className="page-section" aria-labelledby="chooser-title">
      <h3 id="chooser-title">Load another pack</h3>
      <p>What it weighs, its licence and what it asks of this machine are said before it is downloaded. Its files are checked against the hashes in its pack.json and kept in this browser. The page then opens anew with it; faces and settings stay.</p>
      {others.length > 0 && (
        <ul className="stack tight">
          {others.map(({ place, text, complete }) => (
            <li key={place} className="row wrap">
              <span>{text}</span>
              {complete ? (
                <button type="button" className="button" disabled={blocked} aria-label={`Load ${text}`} onClick={() => onPlace(place)}>
                  Load
                </button>
              ) : (
                <button type="button" className="button" disabled={blocked} aria-label={`Go on downloading ${text}`} onClick={() => attempt('Reading its pack.json', () => onResume(place))}>
                  Go on
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="row wrap">
        <FilesButton folder text="Open folder…" label="Folder of a pack" disabled={blocked} onFiles={(files) => attempt('Checking the folder', () => onFolder(files))} />
        <FilesButton
          text="Open zip…"
          label="Zip of a pack"
          accept=".zip,application/zip"
          disabled={blocked}
          onFiles={([file]) => {
            if (file) attempt(`Checking ${file.name}`, () => onZip(file));
          }}
        />
      </div>
      <form
        className="row wrap"
        onSubmit={(event) => {
          event.preventDefault();
          attempt('Reading its pack.json', () => onAddress(address));
        }}
      >
        <label htmlFor="pack-address">Address of its folder</label>
        <input id="pack-address" className="field grow" value={address} placeholder="packs/another/ or https://…" onChange={(event) => setAddress(event.target.value)} />
        <button type="submit" className="button" disabled={blocked || address.trim() === ''}>
          Look at address
        </button>
      </form>
      <PackOffer
        blocked={blocked}
        onAllow={(origin, place) => attempt(`Asking ${origin}`, () => onAllow(origin, place))}
        onDownload={(place) => attempt('Downloading', () => onDownload(place))}
      />
      {busy !== null && <p className="note">{busy}</p>}
      {doing !== null && <p className="note">{doing} …</p>}
      {problem !== null && (
        <p className="note error" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function sourceText(place: string): string {
  if (isKeptPlace(place)) return 'files';
  const url = new URL(place);
  return url.origin === location.origin ? url.pathname : url.href;
}
