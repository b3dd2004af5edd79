/** A browser that Playwright does not drive, with a profile of its own and one page. Places are in CSS pixels from the page's corner. */
export interface OtherBrowser {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** What a function says in the page; it may use nothing from outside but its arguments. */
  evaluate<T, A extends (string | number)[]>(ask: (...args: A) => T, ...args: A): Promise<Awaited<T>>;
  click(place: Place): Promise<void>;
  /** Puts a text in the place of a field's, and leaves the field. */
  fill(place: Place, text: string): Promise<void>;
  /** Gives a file to the first file field. */
  upload(path: string): Promise<void>;
  /** The next file that is downloaded, whole. */
  download(begin: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer<ArrayBuffer> }>;
  close(): Promise<void>;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}
