import { useRef } from 'react';

export function OpenButton({ onFile }: { readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        Open recipe…
      </button>
      <input
        ref={input}
        type="file"
        accept="image/png,application/json,.json"
        aria-label="Recipe or face file"
        tabIndex={-1}
        className="visually-hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
