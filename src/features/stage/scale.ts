/** Seconds left, from the mean time of the steps so far; null before the first. */
export function secondsLeft(milliseconds: readonly number[], totalSteps: number): number | null {
  if (milliseconds.length === 0) return null;
  const mean = milliseconds.reduce((sum, value) => sum + value, 0) / milliseconds.length;
  return (mean * (totalSteps - milliseconds.length)) / 1000;
}

export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
