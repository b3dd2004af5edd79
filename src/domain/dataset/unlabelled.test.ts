import { describe, expect, it } from 'vitest';
import { UNTOUCHED, acceptedByRule, judged } from '../curation/curation';
import { testFace } from '../face/testFace';
import { toExample } from './example';
import { metadataJson } from './row';

const place = { group: 'a group', split: 'train' } as const;
const context = { auLayout: () => undefined };
const face = testFace('0123456789abcdef');

describe('a face that no network has labelled', () => {
  it('is no example until a person names its expression: accepting alone names none', async () => {
    expect(await toExample(face, undefined, place, context)).toBeNull();
    expect(await toExample(face, acceptedByRule(UNTOUCHED), place, context)).toBeNull();
  });

  it('has the label that people gave, and none is made up in the place of theirs', async () => {
    const example = await toExample(face, judged(UNTOUCHED, 'first', { state: 'accepted', label: 'anger' }), place, context);
    const line = JSON.parse(metadataJson(example ?? expect.unreachable(), null)) as Record<string, unknown>;
    expect(line).toMatchObject({ label_name: 'anger', label_source: 'human', teacher_label: '', agreement: false, rectified: false, confidence: -1, entropy: -1, margin: -1, p_anger: -1, soft_anger: 1, soft_neutral: 0 });
    expect(Object.values(line)).not.toContain(null);
  });
});
