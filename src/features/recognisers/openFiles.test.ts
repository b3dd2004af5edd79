import { downloadZip } from 'client-zip';
import { describe, expect, it } from 'vitest';
import { recogniserFrom } from './openFiles';

const voter = JSON.stringify({
  format: 'synfer-voter',
  version: 2,
  name: 'Net',
  source: 'a test',
  licence: 'MIT',
  trainedBy: 'nobody',
  graph: 'net.onnx',
  input: { name: 'image', crop: { of: 'picture' }, colour: 'rgb', layout: 'nchw', mean: [0], deviation: [1] },
  expression: { output: 'logits', classes: ['happy', 'sad'], gives: 'logits', temperature: 1 },
});
const picked = [new File([voter], 'voter.json'), new File(['graph'], 'net.onnx'), new File(['more'], 'README.md')];

async function zipped(): Promise<File> {
  const blob = await downloadZip(picked.map((input) => ({ name: `net/${input.name}`, input }))).blob();
  return new File([blob], 'net.zip');
}

describe('a recogniser that is opened', () => {
  it('is what its voter.json names, from picked files or a zip', async () => {
    for (const chosen of [picked, [await zipped()]]) {
      const { file, files } = await recogniserFrom(chosen);
      expect(file.name).toBe('Net');
      expect([...files.keys()]).toEqual(['voter.json', 'net.onnx']);
      expect(await files.get('net.onnx')?.text()).toBe('graph');
    }
  });

  it('is refused without voter.json, or without what that names', async () => {
    await expect(recogniserFrom(picked.slice(1))).rejects.toThrow(/no voter\.json/);
    await expect(recogniserFrom(picked.slice(0, 1))).rejects.toThrow(/names net\.onnx, which is not among the files/);
  });
});
