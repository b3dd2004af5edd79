import { useState, type PointerEvent } from 'react';
import { ANCHORS, proposeFor, type Affect } from '../../domain/facs/circumplex';
import { Fold } from '../../ui/Fold';
import { SliderField } from '../../ui/SliderField';
import { editDraft } from './store';

const ORIGIN: Affect = { valence: 0, arousal: 0 };

/** Proposes action units for a valence and an arousal. The pad is for pointers; the two sliders do the same and say it. */
export function AffectPad() {
  const [affect, setAffect] = useState<Affect>(ORIGIN);

  const propose = (next: Affect) => {
    const rounded = { valence: round(next.valence), arousal: round(next.arousal) };
    setAffect(rounded);
    editDraft('valence and arousal', proposeFor(rounded));
  };

  return (
    <Fold title="Valence and arousal">
    <Pad affect={affect} onMove={propose} />
      <SliderField
        label="Valence"
        hint="From unpleasant, −1, to pleasant, 1"
        value={affect.valence}
        min={-1}
        max={1}
        step={0.02}
        onChange={(valence) => propose({ ...affect, valence })}
      />
      <SliderField
        label="Arousal"
        hint="From drowsy, −1, to excited, 1"
        value={affect.arousal}
        min={-1}
        max={1}
        step={0.02}
        onChange={(arousal) => propose({ ...affect, arousal })}
      />
      <p className="note">Mixes the presets of the expressions by how near they stand, in the order of Russell’s circumplex (1980).</p>
    </Fold>
  );
}

function Pad({ affect, onMove }: { readonly affect: Affect; readonly onMove: (affect: Affect) => void }) {
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onMove({
      valence: clamp(((event.clientX - box.left) / box.width) * 2 * SPAN - SPAN),
      arousal: clamp(SPAN - ((event.clientY - box.top) / box.height) * 2 * SPAN),
    });
  };
  const { expression } = proposeFor(affect);
  return (
    <svg
      className="affect-pad"
      viewBox="-115 -115 230 230"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
    >
      <rect className="affect-ground" x={-100} y={-100} width={200} height={200} rx={3} />
      <path className="affect-axes" d="M-100 0H100M0-100V100" />
      <text className="affect-axis" x={0} y={-109}>
        high arousal
      </text>
      <text className="affect-axis" x={0} y={110}>
        low arousal
      </text>
      <text className="affect-axis" x={-109} y={0} transform="rotate(-90 -109 0)">
        unpleasant
      </text>
      <text className="affect-axis" x={109} y={0} transform="rotate(90 109 0)">
        pleasant
      </text>
      {ANCHORS.map((anchor) => (
        <g key={anchor.name} className={anchor.expression === null ? undefined : `class-${anchor.expression}`}>
          <circle className={anchor.expression === null ? 'affect-anchor none' : 'affect-anchor'} cx={anchor.valence * 100} cy={-anchor.arousal * 100} r={3.5} />
          <text className={anchor.name === expression ? 'affect-name leading' : 'affect-name'} x={anchor.valence * 100} y={-anchor.arousal * 100 + 12.5}>
            {anchor.name}
          </text>
        </g>
      ))}
      <circle className="affect-thumb" cx={affect.valence * 100} cy={-affect.arousal * 100} r={7} />
    </svg>
  );
}

/** The pad shows a little more than −1 to 1, so that its edge can be reached. */
const SPAN = 1.15;

function clamp(value: number): number {
  return Math.min(1, Math.max(-1, value));
}

function round(value: number): number {
  return Math.round(value * 50) / 50;
}
