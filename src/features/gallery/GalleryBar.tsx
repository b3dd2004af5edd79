import type { ReactNode } from 'react';
import { RangeInput } from '../../ui/RangeInput';
import { SelectField } from '../../ui/SelectField';
import { optionsOf } from '../../ui/options';
import { SORTS, type Sort } from './sorting';
import { useGallery, type GalleryLayout } from './store';

const SORT_OPTIONS = optionsOf(Object.keys(SORTS) as Sort[]);

const LAYOUT_OPTIONS = optionsOf<GalleryLayout>(['grid', 'map']);

interface GalleryBarProps {
  readonly empty: boolean;
  /** What else can be done with the faces there are. */
  readonly children: ReactNode;
}

/** The view's heading, with what there is to choose about how the faces are shown, where there are any. */
export function GalleryBar({ empty, children }: GalleryBarProps) {
  const layout = useGallery((state) => state.layout);
  const sort = useGallery((state) => state.sort);
  const size = useGallery((state) => state.size);
  return (
    <div className="view-bar">
      <h2 id="view-title" tabIndex={-1}>
        Gallery
      </h2>
      {!empty && (
        <>
          <span className="bar-field">
            <SelectField label="Show as" value={layout} options={LAYOUT_OPTIONS} onChange={(value) => useGallery.setState({ layout: value })} />
          </span>
          {layout === 'grid' && (
            <>
              <span className="bar-field">
                <SelectField label="Order" value={sort} options={SORT_OPTIONS} onChange={(value) => useGallery.setState({ sort: value })} />
              </span>
              <span className="bar-field">
                <span aria-hidden="true">Size</span>
                <RangeInput
                  label="Thumbnail size"
                  min={64}
                  max={256}
                  step={16}
                  value={size}
                  valueText={`${size} pixels`}
                  onChange={(value) => useGallery.setState({ size: value })}
                />
              </span>
            </>
          )}
          {children}
        </>
      )}
    </div>
  );
}
