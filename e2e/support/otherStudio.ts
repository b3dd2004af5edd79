import type { OtherBrowser, Place } from './otherBrowser';

/** The pixels of the face on the stage: RGBA, row by row; null while there is none. */
export const FACE_PIXELS = () => {
  const face = document.querySelector<HTMLCanvasElement>('canvas[aria-label^="Generated face"]');
  const context = face?.getContext('2d');
  return face && context ? [...context.getImageData(0, 0, face.width, face.height).data] : null;
};

/** The studio in a browser that Playwright does not drive, as its user finds it: by what people read. */
export class OtherStudio {
  constructor(private readonly browser: OtherBrowser) {}

  ready(): Promise<unknown> {
    return this.find('button', 'Generate');
  }

  says(text: string): Promise<unknown> {
    return until(() => this.browser.evaluate((wanted) => document.body.textContent.includes(wanted), text), `“${text}”`);
  }

  async click(tags: string, name: string): Promise<void> {
    await this.browser.click(await this.find(tags, name));
  }

  async fill(tags: string, name: string, text: string): Promise<void> {
    await this.browser.fill(await this.find(tags, name), text);
  }

  recentFaces(): Promise<number> {
    return this.browser.evaluate(() => document.querySelectorAll('[aria-labelledby="recent-title"] li').length);
  }

  /** Makes a face, and gives its pixels: RGBA, row by row. */
  async makeFace(): Promise<readonly number[]> {
    await this.click('button', 'Generate');
    return until(() => this.browser.evaluate(FACE_PIXELS), 'the face');
  }

  /** Waits for an element by what people read on it, or its label, and gives its middle in the window. */
  private find(tags: string, name: string): Promise<Place> {
    const ask = () =>
      this.browser.evaluate(
        (css, wanted) => {
          const shown = document.querySelector('dialog[open]') ?? document;
          const nameOf = (each: HTMLElement) => each.getAttribute('aria-label') ?? ('labels' in each ? (each.labels as NodeList | null)?.[0]?.textContent : null) ?? each.textContent;
          const element = [...shown.querySelectorAll<HTMLElement>(css)].find((each) => nameOf(each).trim() === wanted && !each.matches(':disabled'));
          if (!element) return null;
          element.scrollIntoView({ block: 'center' });
          const { x, y, width, height } = element.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        },
        tags,
        name,
      );
    return until(ask, `“${name}”`);
  }
}

/** Asks again until the answer is yes. The driver's own waiting is compiled in the page, which the studio's policy forbids. */
export async function until<T>(ask: () => Promise<T>, what: string): Promise<NonNullable<T>> {
  const end = Date.now() + 240_000;
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what} did not come.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
