import type { Muscle } from '../../domain/schematic/muscles';

/** A muscle at rest is still seen, faintly: the view is a map too. */
const REST_OPACITY = 0.09;

export function MuscleShapes({ muscles }: { readonly muscles: readonly Muscle[] }) {
  return (
    <>
      {muscles.map(({ name, side, d, intensity }) => (
        <path
          key={`${name} ${side}`}
          d={d}
          className={intensity > 0 ? 'muscle active' : 'muscle'}
          fillRule="evenodd"
          fillOpacity={REST_OPACITY + 0.66 * intensity}
        />
      ))}
      {muscles.map(({ name, side, unit, anchor, intensity }) =>
        intensity > 0 ? (
          <text key={`${name} ${side}`} className="muscle-number" x={anchor[0]} y={anchor[1]}>
            {unit}
          </text>
        ) : null,
      )}
    </>
  );
}
