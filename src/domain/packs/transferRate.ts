/** How fast bytes come, over the last seconds. */
const WINDOW_MS = 5000;

export interface Transfer {
  readonly bytesPerSecond: number;
  /** Null while it is not known. */
  readonly secondsLeft: number | null;
}

/** Watches a transfer: told how many bytes are there at what time, says how fast they come and how long the rest takes. */
export function watchTransfer(total: number): (loaded: number, at: number) => Transfer {
  let seen: { loaded: number; at: number }[] = [];
  return (loaded, at) => {
    seen = [...seen.filter((earlier) => at - earlier.at <= WINDOW_MS), { loaded, at }];
    const [first] = seen;
    if (first === undefined || at <= first.at || loaded <= first.loaded) return { bytesPerSecond: 0, secondsLeft: null };
    const bytesPerSecond = ((loaded - first.loaded) * 1000) / (at - first.at);
    return { bytesPerSecond, secondsLeft: (total - loaded) / bytesPerSecond };
  };
}
