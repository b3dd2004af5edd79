import { useId } from 'react';

interface ListFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly hint: string;
  /** What is wrong with it; null where nothing is. */
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
  /** More than one makes a field for several lines. */
  readonly lines?: number;
}

/** A list typed by hand, with how to write it, or what is wrong, under it. */
export function ListField({ label, value, placeholder, hint, problem, onChange, lines = 1 }: ListFieldProps) {
  const id = useId();
  const field = {
    id,
    className: 'field',
    value,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': problem !== null || undefined,
    'aria-describedby': `${id}-note`,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="list-field">
        {lines > 1 ? <textarea {...field} rows={lines} /> : <input {...field} />}
        <p className={problem === null ? 'note' : 'note error'} id={`${id}-note`}>
          {problem ?? hint}
        </p>
      </div>
    </>
  );
}
