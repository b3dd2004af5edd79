import { differingSettings } from '../../domain/recipe/settings';
import type { Face } from '../../domain/face/face';
import { faceName } from './describe';

/** The settings in which the faces differ. */
export function SettingsTable({ faces }: { readonly faces: readonly Face[] }) {
  const rows = differingSettings(faces.map(({ recipe }) => recipe));
  if (rows.length === 0) return <p className="note">Their settings are the same.</p>;
  return (
    <div className="compare-settings" tabIndex={0} role="region" aria-label="Settings that differ">
      <table>
        <caption>Settings that differ</caption>
        <thead>
          <tr>
            <td />
            {faces.map((face, index) => (
              <th key={face.id} scope="col">
                {faceName(face, index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, index) => (
                <td key={faces[index]?.id ?? index}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
