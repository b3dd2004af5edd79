import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { ExpressionClass } from '../../src/domain/packs/manifest';
import { bytesOf } from './downloads';

export interface Settings {
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly expression?: ExpressionClass | 'None';
  readonly seed?: number;
  readonly steps?: number;
  readonly textGuidance?: number;
  readonly auStrength?: number;
  readonly semanticGuidance?: number;
  /** By accessible name, on the 0–5 scale of FACS. */
  readonly au?: Readonly<Record<string, number>>;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly data: readonly number[];
}

/** The studio as its user finds it: by role and name. */
export class Studio {
  readonly generateButton: Locator;
  readonly stopButton: Locator;
  readonly face: Locator;
  readonly preview: Locator;
  readonly alert: Locator;
  readonly status: Locator;
  readonly steps: Locator;
  readonly recentFaces: Locator;
  readonly prompt: Locator;

  constructor(readonly page: Page) {
    this.generateButton = page.getByRole('button', { name: 'Generate', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.face = page.getByRole('img', { name: /^Generated face/ });
    this.preview = page.getByRole('img', { name: /^Preview, / });
    this.alert = page.getByRole('alert');
    this.status = page.getByRole('status');
    this.steps = page.getByRole('list', { name: 'Denoising steps' }).getByRole('listitem');
    this.recentFaces = page.getByRole('list', { name: 'Recent faces' }).getByRole('listitem');
    this.prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  }

  /**
   * Open the studio with a query such as "?backend=wasm", without waiting for the model. Nothing but Generate makes a face, unless
   * the page has preferences already: how many there are is then the test's to say.
   */
  async visit(query = ''): Promise<void> {
    await this.page.addInitScript(() => {
      localStorage.setItem('synfer.preferences', localStorage.getItem('synfer.preferences') ?? JSON.stringify({ livePreview: 'preview' }));
    });
    await this.page.goto(`/${query}`);
  }

  /** Open the studio and wait until it can make a face. */
  async open(query = ''): Promise<void> {
    await this.visit(query);
    await this.expectReady();
  }

  async expectReady(): Promise<void> {
    await expect(this.generateButton).toBeEnabled({ timeout: 180_000 });
  }

  slider(name: string): Locator {
    return this.page.getByRole('slider', { name, exact: true });
  }

  number(name: string): Locator {
    return this.page.getByRole('spinbutton', { name, exact: true });
  }

  expression(name: ExpressionClass | 'None'): Locator {
    return this.page.getByRole('radiogroup', { name: 'Expression' }).getByRole('radio', { name, exact: true });
  }

  /** Opens what is folded away; what is open stays so. */
  async unfold(title: string): Promise<void> {
    const fold = this.page.locator('details.fold').filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
    if ((await fold.getAttribute('open')) === null) await fold.locator(':scope > summary').click();
  }

  /** Shows every unit of the model, beside those that are there from the beginning. */
  async showAllUnits(): Promise<void> {
    const button = this.page.getByRole('button', { name: /^All \d+ units$/ });
    if (await button.isVisible()) await button.click();
  }

  async set(settings: Settings): Promise<void> {
    if (settings.prompt !== undefined) await this.prompt.fill(settings.prompt);
    if (settings.negativePrompt !== undefined) {
      await this.unfold('Negative prompt');
      await this.page.getByRole('textbox', { name: 'Negative prompt', exact: true }).fill(settings.negativePrompt);
    }
    if (settings.expression !== undefined) await this.expression(settings.expression).check();
    const numbers = { Seed: settings.seed, Steps: settings.steps };
    for (const [name, value] of Object.entries(numbers)) {
      if (value !== undefined) await this.number(name).fill(String(value));
    }
    const sliders = {
      'Text guidance': settings.textGuidance,
      'AU strength': settings.auStrength,
      'Semantic guidance': settings.semanticGuidance,
      ...settings.au,
    };
    if (settings.textGuidance !== undefined || settings.auStrength !== undefined || settings.semanticGuidance !== undefined) await this.unfold('Guidance');
    for (const [name, value] of Object.entries(sliders)) {
      if (value !== undefined && name.startsWith('AU') && name !== 'AU strength' && !(await this.slider(name).isVisible())) await this.showAllUnits();
      if (value !== undefined) await this.slider(name).fill(String(value));
    }
  }

  /** Make a face from what the panel says, and wait for it. */
  async generate(): Promise<void> {
    await this.generateButton.click();
    await this.expectFace();
  }

  async expectFace(): Promise<void> {
    await expect(this.face).toBeVisible({ timeout: 240_000 });
    await expect(this.generateButton).toBeEnabled();
  }

  /** The pixels of the face on the stage, or of another picture there, at the size the model made it. */
  async pixels(picture = this.face): Promise<Picture> {
    return picture.evaluate((image) => {
      if (!(image instanceof HTMLCanvasElement)) throw new Error('the face is no canvas');
      const context = image.getContext('2d');
      if (!context) throw new Error('no canvas');
      const { width, height, data } = context.getImageData(0, 0, image.width, image.height);
      return { width, height, data: [...data] };
    });
  }

  /** Download the face on the stage. @returns the file's bytes */
  async downloadPng(): Promise<Buffer<ArrayBuffer>> {
    const downloading = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Download PNG', exact: true }).click();
    return bytesOf(await downloading);
  }

  /** Drop a file on the window. */
  async drop(name: string, type: string, bytes: Uint8Array): Promise<void> {
    await this.page.evaluate(
      ({ fileName, fileType, content }) => {
        const files = new DataTransfer();
        files.items.add(new File([Uint8Array.from(content)], fileName, { type: fileType }));
        for (const event of ['dragover', 'drop']) {
          document.body.dispatchEvent(new DragEvent(event, { dataTransfer: files, bubbles: true, cancelable: true }));
        }
      },
      { fileName: name, fileType: type, content: [...bytes] },
    );
  }

  async dropText(name: string, text: string): Promise<void> {
    await this.drop(name, 'application/json', new TextEncoder().encode(text));
  }

  /** The pseudo-label's class probabilities by name, as the meters say them. */
  async meters(): Promise<ReadonlyMap<string, number>> {
    const meters = await this.page.getByRole('group', { name: 'Pseudo-label' }).getByRole('meter').all();
    const entries = meters.map(async (meter) => {
      const name = (await meter.getAttribute('aria-label')) ?? '';
      return [name, Number(await meter.getAttribute('aria-valuenow'))] as const;
    });
    return new Map(await Promise.all(entries));
  }

  /** What is wrong is said in an alert, and a face can be made afterwards all the same. */
  async expectAlertThenWorks(message: RegExp): Promise<void> {
    await expect(this.alert.filter({ hasText: message })).toBeVisible();
    await this.set({ prompt: 'a young woman', steps: 2 });
    await this.generate();
  }
}

/** Mean absolute difference of two pictures' channels, 0–255. */
export function meanDifference(a: Picture, b: Picture): number {
  if (a.data.length !== b.data.length) throw new Error('pictures of different sizes');
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - (b.data[i] ?? NaN)), 0) / a.data.length;
}
