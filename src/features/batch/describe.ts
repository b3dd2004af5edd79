/** A length of time in the two largest units that matter: "3 h 20 min", "45 s". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} days`;
}

/** "Batch 4", the first that no batch is called: the name is also a board. */
export function freeName(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`Batch ${number}`)) number++;
  return `Batch ${number}`;
}
