/** The accent as each scheme draws it, `#rrggbb`. */
export type Shades = Readonly<Record<'light' | 'dark', string>>;

type SwatchesProps = { shades: Shades; words: Readonly<Record<'light' | 'dark', string>> };

/** By an attribute of the drawing: the policy allows no inline styles. */
export function Swatches({ shades, words }: SwatchesProps) {
  return (
    <>
      {(['light', 'dark'] as const).map(scheme => (
        <span key={scheme} class="swatch small">
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <rect width="20" height="20" rx="4" fill={shades[scheme]} />
          </svg>
          {words[scheme]}
        </span>
      ))}
    </>
  );
}
