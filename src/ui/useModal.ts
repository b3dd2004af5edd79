import { useEffect, useRef, type RefObject } from 'react';

/** For a dialog that is rendered while it is open: shows it as a modal one. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return dialog;
}
