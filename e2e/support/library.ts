import type { Page } from '@playwright/test';
import { EXPRESSION_CLASSES } from '../../src/domain/packs/manifest';
import type { ExpressionClass } from '../../src/domain/packs/manifest';
import { testRecipe } from '../../src/domain/recipe/testRecipe';
import type { CurationRecord, FaceRecord } from '../../src/storage/records';
import { QUIET_PAGE } from './quietPage';

/** What matters of a kept face; the rest is made up. */
export interface SeededFace {
  readonly requested: ExpressionClass | null;
  readonly recognised: ExpressionClass;
  readonly confidence: number;
  /** First choice of the second voter; the first votes for what is recognised. */
  readonly second?: ExpressionClass;
  readonly prompt?: string;
  readonly seed?: number;
  /** Side of the picture. */
  readonly side?: number;
  /** Faces of the same look have the same pixels. */
  readonly look?: number;
}

/** Columns of the pack's AU vector that each expression moves: brow lowerer, lid raiser, cheeks, lip corners, jaw … */
const AU_COLUMNS = 47;
const MOVED: Record<ExpressionClass, readonly number[]> = {
  neutral: [],
  happiness: [8, 9, 18, 19, 33],
  sadness: [0, 1, 4, 5, 22, 23],
  surprise: [0, 1, 2, 3, 6, 7, 34],
  fear: [0, 1, 2, 3, 4, 5, 6, 7, 28, 29],
  disgust: [14, 15, 16, 17],
  anger: [4, 5, 10, 11, 31],
  contempt: [18],
};

/**
 * Keeps faces in the browser as the studio's first version did, before the studio is opened: its newer version finds
 * them and lists them. Ids are the face's number in 16 digits, counted from `first`.
 */
export async function seedFaces(page: Page, faces: readonly SeededFace[], first = 0): Promise<void> {
  await page.goto(QUIET_PAGE);
  const records = faces.map((face, index) => record(face, first + index));
  // tsx compiles functions to ones that call this helper, which no page has.
  await page.evaluate('globalThis.__name ??= (named) => named');
  await page.evaluate(async (seeds) => {
    const opening = indexedDB.open('synfer-studio', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('faces', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
      opening.result.createObjectStore('trajectories', { keyPath: 'faceId' }).createIndex('savedAt', 'savedAt');
    };
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('no database'));
    });
    const tx = db.transaction('faces', 'readwrite');
    for (const { look, side, smile, ...face } of seeds) {
      tx.objectStore('faces').put({ ...face, pixels: drawFace(look, side, smile) });
    }
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onerror = reject;
    });
    db.close();

    /** A drawn head: enough of a picture to tell faces apart by eye and by hash. */
    function drawFace(number: number, size: number, mouth: number) {
      const canvas = new OffscreenCanvas(size, size);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      const random = (salt: number) => ((Math.sin(number * 127.1 + salt * 311.7) * 43758.5453) % 1 + 1) % 1;
      const unit = size / 64;
      context.scale(unit, unit);
      context.fillStyle = `hsl(${random(1) * 40 + 200} 8% ${50 + random(2) * 30}%)`;
      context.fillRect(0, 0, 64, 64);
      // Without something going on behind them, drawn heads are all near-duplicates.
      for (let shape = 0; shape < 12; shape++) {
        context.fillStyle = `hsl(210 6% ${30 + random(20 + shape) * 60}%)`;
        context.fillRect(random(40 + shape) * 56, random(60 + shape) * 56, 8 + random(80 + shape) * 16, 6 + random(90 + shape) * 14);
      }
      const skin = 35 + random(3) * 40;
      context.fillStyle = `hsl(${20 + random(4) * 14} 45% ${skin * 0.35}%)`;
      context.beginPath();
      context.ellipse(32, 27 + random(5) * 3, 19 + random(6) * 4, 23, 0, 0, 7);
      context.fill();
      context.fillStyle = `hsl(${18 + random(7) * 14} 42% ${skin}%)`;
      context.beginPath();
      context.ellipse(32, 34, 14 + random(8) * 4, 20 + random(9) * 3, 0, 0, 7);
      context.fill();
      context.fillStyle = '#1a1310';
      for (const x of [25.5 - random(10), 38.5 + random(10)]) {
        context.beginPath();
        context.ellipse(x, 30 + random(11) * 2, 2.4, 1.3 + random(12), 0, 0, 7);
        context.fill();
        context.fillRect(x - 4, 25 + random(13) * 2, 8, 1.1);
      }
      context.fillStyle = `hsl(20 40% ${skin * 0.8}%)`;
      context.fillRect(31 - random(14) * 2, 33, 3, 6 + random(15) * 3);
      context.strokeStyle = '#7a2f2a';
      context.lineWidth = 1.8;
      context.beginPath();
      context.moveTo(25, 45 - mouth * 2);
      context.quadraticCurveTo(32, 45 + mouth * 8, 39, 45 - mouth * 2);
      context.stroke();
      return { width: size, height: size, data: context.getImageData(0, 0, size, size).data };
    }
  }, records);
}

/** What is kept of what was said about the faces. */
export async function curations(page: Page): Promise<CurationRecord[]> {
  await page.evaluate('globalThis.__name ??= (named) => named');
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('the database cannot be read'));
      });
    const db = await settled(indexedDB.open('synfer-studio'));
    const kept = await settled(db.transaction('curations').objectStore('curations').getAll());
    db.close();
    return kept as CurationRecord[];
  });
}

const SMILES: Record<ExpressionClass, number> = {
  neutral: 0,
  happiness: 1,
  sadness: -0.8,
  surprise: 0.3,
  fear: -0.3,
  disgust: -0.6,
  anger: -0.5,
  contempt: 0.4,
};

function record(seed: SeededFace, index: number): Omit<FaceRecord, 'pixels'> & { look: number; side: number; smile: number } {
  const { requested, recognised, confidence } = seed;
  const second = seed.second ?? recognised;
  return {
    id: String(index).padStart(16, '0'),
    savedAt: 1_700_000_000_000 + index * 1000,
    recipe: testRecipe({ expression: requested, prompt: seed.prompt ?? '', seed: seed.seed ?? index }),
    label: {
      votes: [
        { voter: 'feranno', label: 'FERAnno', probabilities: towards(recognised, confidence) },
        { voter: 'second_opinion', label: 'Second opinion', probabilities: towards(second, confidence) },
      ],
      probabilities: towards(recognised, confidence),
      recognised,
      confidence,
      rectified: second !== recognised || (requested !== null && requested !== recognised),
      realisedAu: Array.from({ length: AU_COLUMNS }, (_, column) => (MOVED[recognised].includes(column) ? confidence : 0)),
    },
    requestedAu: null,
    unknownWords: [],
    provenance: { app: '0.1.0', pack: 'synfer-faces-256', packSha256: 'f'.repeat(64), backend: { kind: 'node' }, milliseconds: 1000 },
    look: seed.look ?? index,
    side: seed.side ?? 64,
    smile: SMILES[recognised],
  };
}

function towards(name: ExpressionClass, confidence: number): number[] {
  const rest = (1 - confidence) / (EXPRESSION_CLASSES.length - 1);
  return EXPRESSION_CLASSES.map((other) => (other === name ? confidence : rest));
}

/** A varied lot: every class, some disputed, some double, some without a request. */
export function variedFaces(count: number, side = 64): SeededFace[] {
  return Array.from({ length: count }, (_, index) => {
    const recognised = pick(index * 5 + Math.floor(index / 8));
    const disputed = index % 5 === 2;
    return {
      requested: index % 11 === 0 ? null : disputed ? pick(index + 3) : recognised,
      recognised,
      confidence: 0.35 + ((index * 37) % 64) / 100,
      ...(index % 7 === 3 ? { second: pick(index + 5) } : {}),
      prompt: `${index % 2 ? 'a young woman' : 'an old man'}, ${recognised}`,
      side,
      look: index % 13 === 12 ? index - 1 : index,
    };
  });
}

function pick(index: number): ExpressionClass {
  return EXPRESSION_CLASSES[index % EXPRESSION_CLASSES.length] ?? 'neutral';
}
