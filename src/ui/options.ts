/** Choices for a `SelectField` that are called what they are. */
export function optionsOf<Value extends string>(values: readonly Value[]): readonly { readonly value: Value; readonly text: string }[] {
  return values.map((value) => ({ value, text: value }));
}
