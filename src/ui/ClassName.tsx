import type { ExpressionClass } from '../domain/packs/manifest';

/** A class by its colour and its name: the colour never stands alone. */
export function ClassName({ name }: { readonly name: ExpressionClass }) {
  return (
    <span className={`class-name class-${name}`}>
      <span className="swatch" aria-hidden="true" />
      {name}
    </span>
  );
}
