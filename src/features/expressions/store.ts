import { create } from 'zustand';
import type { ExpressionReading } from '../../domain/expressions/reading';

/** What a file holds of expressions, to be looked at before anything is made of it. */
export interface OpenedReading {
  /** Tells it from others that were opened, of one name perhaps. */
  readonly id: number;
  readonly file: string;
  readonly reading: ExpressionReading;
}

interface ExpressionsState {
  /** Files that were opened together are looked at one after the other. */
  readonly waiting: readonly OpenedReading[];
}

export const useExpressions = create<ExpressionsState>(() => ({ waiting: [] }));

let nextId = 1;

export function showReading(file: string, reading: ExpressionReading): void {
  const opened = { id: nextId++, file, reading };
  useExpressions.setState(({ waiting }) => ({ waiting: [...waiting, opened] }));
}

/** The first is done with, used or not. */
export function closeReading(): void {
  useExpressions.setState(({ waiting }) => ({ waiting: waiting.slice(1) }));
}
