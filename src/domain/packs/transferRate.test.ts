import { expect, it } from 'vitest';
import { watchTransfer } from './transferRate';

it('a transfer is as fast as in the last seconds, and says nothing before it moves', () => {
  const watch = watchTransfer(10_000);
  expect(watch(0, 0)).toEqual({ bytesPerSecond: 0, secondsLeft: null });
  expect(watch(1000, 1000)).toEqual({ bytesPerSecond: 1000, secondsLeft: 9 });
  expect(watch(1000, 9000).secondsLeft).toBeNull();
  expect(watch(2000, 9500)).toEqual({ bytesPerSecond: 2000, secondsLeft: 4 });
});
