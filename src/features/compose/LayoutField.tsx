import { useState, type DragEvent, type ReactNode } from 'react';
import { peopleOf } from '../../domain/recipe/people';
import { RECIPE_RANGES } from '../../domain/recipe/limits';
import type { Recipe } from '../../domain/recipe/recipe';
import { FacePicture } from '../../library/FacePicture';
import { FileButton } from '../../ui/FileButton';
import { Fold } from '../../ui/Fold';
import { SliderField } from '../../ui/SliderField';
import { PixelsPicture } from '../../ui/PixelsPicture';
import type { Pixels } from '../../domain/face/pixels';
import { DEFAULT_LAYOUT_STRENGTH, useLayoutPictures } from './layoutPictures';
import { editDraft } from './store';

type Layout = Recipe['layout'];

interface LayoutFieldProps {
  readonly layout: Layout;
  readonly faces: readonly { readonly id: string }[];
  /** A face that comes with the pack, by the name recipes give it. */
  readonly shipped: { readonly name: string; readonly pixels: Pixels; readonly recipe: Recipe } | null;
  /** Makes a kept face the layout. */
  readonly onFace: (id: string) => void;
  /** Reads a picture file and makes it the layout. */
  readonly onPicture: (file: File) => void;
}

const FACES_OFFERED = 12;
/** Side of a picture that is offered, in CSS pixels. */
const THUMB = 36;

/** The picture whose pose and framing the face keeps, if any. */
export function LayoutField({ layout, faces, shipped, onFace, onPicture }: LayoutFieldProps) {
  const [over, setOver] = useState(false);
  const pictures = useLayoutPictures((state) => state.pictures);
  const picture = layout?.source.kind === 'picture' ? pictures.get(layout.source.sha256) : undefined;

  const set = (next: Layout) => editDraft('layout', { layout: next });
  const source = layout?.source;

  const drop = (event: DragEvent) => {
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (!file) return;
    // The window's drop target restores recipes; a picture dropped here is a layout.
    event.preventDefault();
    event.stopPropagation();
    onPicture(file);
  };

  return (
    <div
      className={over ? 'drop-over' : undefined}
      role="group"
      aria-label="Layout"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Fold title="Layout" summary={inShort(layout, picture?.name)}>
        <div className="layout-options">
          <button type="button" className="button" aria-pressed={layout === null} onClick={() => set(null)}>
            None
          </button>
          {shipped && (
            <LayoutThumb
              label="Layout of the shipped face"
              picture={<PixelsPicture pixels={shipped.pixels} alt="" width={THUMB} height={THUMB} />}
              chosen={source?.kind === 'shipped' && source.name === shipped.name}
              onChoose={() => set({ source: { kind: 'shipped', name: shipped.name }, strength: layout?.strength ?? DEFAULT_LAYOUT_STRENGTH, people: [...peopleOf(shipped.recipe)] })}
            />
          )}
          {faces.slice(0, FACES_OFFERED).map((face) => (
            <LayoutThumb
              key={face.id}
              label={`Layout of face ${face.id.slice(0, 6)}`}
              picture={<FacePicture faceId={face.id} size={THUMB} />}
              chosen={source?.kind === 'gallery' && source.id === face.id}
              onChoose={() => onFace(face.id)}
            />
          ))}
          {source?.kind === 'picture' && picture && (
            <LayoutThumb
              label={`Layout of ${picture.name}`}
              picture={<PixelsPicture pixels={picture.pixels} alt="" width={THUMB} height={THUMB} />}
              chosen
              onChoose={() => set(layout)}
            />
          )}
          <FileButton text="Picture…" label="Layout picture" accept="image/*" onFile={onPicture} />
        </div>
        <p className="note">{describe(layout, picture?.name)}</p>
        {layout && (
          <SliderField
            label="Layout change"
            hint="The share of the steps that is made anew: 0 gives the picture back, 1 keeps nothing of it"
            value={layout.strength}
            {...RECIPE_RANGES.share}
            step={0.05}
            resetTo={DEFAULT_LAYOUT_STRENGTH}
            onChange={(strength) => editDraft('layout strength', { layout: { ...layout, strength } })}
          />
        )}
      </Fold>
    </div>
  );
}

interface LayoutThumbProps {
  readonly label: string;
  readonly picture: ReactNode;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function LayoutThumb({ label, picture, chosen, onChoose }: LayoutThumbProps) {
  return (
    <button type="button" className="thumb" aria-label={label} aria-pressed={chosen} onClick={onChoose}>
      {picture}
    </button>
  );
}

function inShort(layout: Layout, pictureName: string | undefined): string {
  switch (layout?.source.kind) {
    case undefined:
      return 'from the seed';
    case 'gallery':
      return `of face ${layout?.source.id.slice(0, 6) ?? ''}`;
    case 'shipped':
      return 'of the shipped face';
    case 'picture':
      return pictureName ?? 'a picture';
  }
}

function describe(layout: Layout, pictureName: string | undefined): string {
  if (layout === null) return 'Pose and framing come from the seed. Choose a face, or drop a picture here; it stays in this browser.';
  switch (layout.source.kind) {
    case 'gallery':
      return `Keeps the layout of face ${layout.source.id.slice(0, 6)}.`;
    case 'shipped':
      return 'Keeps the layout of the face that comes with the model.';
    case 'picture':
      return pictureName === undefined
        ? 'The picture of this recipe is not in memory. Choose it again, or choose None.'
        : `Keeps the layout of ${pictureName}.`;
  }
}
