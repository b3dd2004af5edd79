import { useOffline } from '../offline/offline';

/** Where everything runs, and whether it would without a connection. */
export function Privacy() {
  const worksOffline = useOffline((state) => state.works);
  return (
    <p className="privacy">
      Everything runs in this tab; nothing is uploaded. {worksOffline && <a href="#/diagnostics">Works offline.</a>}
    </p>
  );
}
