/** "12/100 faces, 1.3 s each, 2 min left" */
export function progressText(done: number, total: number, made: number, milliseconds: number): string {
  const counted = `${String(done)}/${String(total)} faces`;
  if (made === 0) return counted;
  const each = milliseconds / made;
  return `${counted}, ${seconds(each)} each, ${duration(each * (total - done))} left`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}

function duration(milliseconds: number): string {
  const total = Math.round(milliseconds / 1000);
  if (total < 60) return `${String(total)} s`;
  if (total < 3600) return `${String(Math.round(total / 60))} min`;
  return `${String(Math.floor(total / 3600))} h ${String(Math.round((total % 3600) / 60))} min`;
}
