// `npx tsx scripts/face-api/measure.ts FOLDER`: how often the flags of framing come up on the faces of a folder, as they are and spoiled.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FRAMING_FLAGS, framingFlags } from '../../src/domain/pictures/framing';
import type { FramingFlag } from '../../src/domain/pictures/framing';
import { decodePng } from '../../src/domain/png/decode';
import { nodeRuntime } from '../../workers/node/runtime';
import { FaceDetector } from '../../workers/synthesis/faces/faceDetector';
import { SPOILED } from './spoiled';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder of PNG faces, such as the --out of `npm run synth`.');
const voters = fileURLToPath(new URL('../../public/voters/photograph', import.meta.url));
const detector = await FaceDetector.open(async (name) => new Uint8Array(await readFile(join(voters, name))), nodeRuntime(1));
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
