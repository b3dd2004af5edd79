// `npx tsx scripts/face-api/measure.ts FOLDER`: how often the flags of framing come up on the faces of a folder, as they are and
// spoiled; and where their boxes and eyes are.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FRAMING_FLAGS, framingFlags } from '../../src/domain/pictures/framing';
import type { FramingFlag } from '../../src/domain/pictures/framing';
import { decodePng } from '../../src/domain/png/decode';
import { nodeRuntime } from '../../workers/node/runtime';
import { FaceDetector } from '../../workers/synthesis/faces/faceDetector';
import { FaceFinder } from '../../workers/synthesis/faces/faceFinder';
import { SPOILED } from './spoiled';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder of PNG faces, such as the --out of `npm run synth`.');
const voters = fileURLToPath(new URL('../../public/voters/photograph', import.meta.url));
const read = async (name: string) => new Uint8Array(await readFile(join(voters, name)));
const detector = await FaceDetector.open(read, nodeRuntime(1));
const finder = await FaceFinder.open(read, nodeRuntime(1));
if (detector === null) throw new Error('The face detector is not there: npm run voter makes it.');

const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.png'));
const pictures = await Promise.all(files.map(async (file) => decodePng(new Uint8Array(await readFile(join(folder, file))))));
console.log(`${String(pictures.length)} faces`);
for (const [name, spoil] of Object.entries(SPOILED)) {
  const flags: FramingFlag[][] = [];
  for (const picture of pictures) flags.push(framingFlags(await detector.detect(spoil(picture))));
  const share = (has: (of: readonly string[]) => boolean) => `${((100 * flags.filter(has).length) / flags.length).toFixed(1)} %`;
  const each = FRAMING_FLAGS.map((flag) => `${flag} ${share((of) => of.includes(flag))}`);
  console.log(`${name}: flagged ${share((of) => of.length > 0)} (${each.join(', ')})`);
}

const places: Record<'eyes x' | 'eyes y' | 'eyes distance' | 'box x' | 'box y' | 'box side', number>[] = [];
for (const picture of pictures) {
  const [box] = await finder.inPicture(picture);
  const eyes = box && (await finder.see(picture, box).eyes());
  if (!box || !eyes) continue;
  const { left, right } = eyes;
  places.push({
    'eyes x': (left[0] + right[0]) / 2 / picture.width,
    'eyes y': (left[1] + right[1]) / 2 / picture.height,
    'eyes distance': Math.hypot(right[0] - left[0], right[1] - left[1]) / picture.width,
    'box x': box.left + box.width / 2,
    'box y': box.top + box.height / 2,
    'box side': Math.max(box.width, box.height),
  });
}
for (const what of ['eyes x', 'eyes y', 'eyes distance', 'box x', 'box y', 'box side'] as const) {
  const middle = places.map((place) => place[what]).sort((a, b) => a - b)[Math.floor(places.length / 2)] ?? NaN;
  console.log(`${what}: ${middle.toFixed(3)} (median of ${String(places.length)}, shares of the picture)`);
}
