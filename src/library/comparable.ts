/** How many faces can be set against each other. */
export const COMPARABLE = { min: 2, max: 4 } as const;

export function areComparable({ length }: readonly unknown[]): boolean {
  return length >= COMPARABLE.min && length <= COMPARABLE.max;
}
