import { describe, expect, it } from 'vitest';
import { withPrompt } from './promptHistory';

describe('the prompt history', () => {
  it('has the newest in front, each once', () => {
    expect(withPrompt(['b', 'a'], 'a')).toEqual(['a', 'b']);
  });

  it('does not hold an empty prompt', () => {
    expect(withPrompt(['a'], '  ')).toEqual(['a']);
  });

  it('forgets what is older than thirty', () => {
    const many = Array.from({ length: 30 }, (_, index) => `prompt ${index}`);
    const longer = withPrompt(many, 'new');
    expect(longer).toHaveLength(30);
    expect(longer[0]).toBe('new');
    expect(longer).not.toContain('prompt 29');
  });
});
