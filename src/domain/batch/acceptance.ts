import { z } from 'zod';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../packs/manifest';
import type { BatchPlan } from './plan';

/** Which faces are accepted without anyone looking at them. */
export const autoAcceptSchema = z.strictObject({
  /** Least confidence, 0–1. */
  least: z.number().min(0).max(1),
  /** Only faces on which voters and request agree. */
  agreedOnly: z.boolean(),
});

export type AutoAccept = z.infer<typeof autoAcceptSchema>;

/** A face without a label is accepted by no rule. */
export function passes(rule: AutoAccept, face: { readonly confidence: number | null; readonly agreement: number | null }): boolean {
  return face.confidence !== null && face.confidence >= rule.least && (!rule.agreedOnly || face.agreement === 1);
}

/** The classes a plan makes, in class order: those that a balanced target counts. All where the plan names none. */
export function targetClasses({ expressions, base }: Pick<BatchPlan, 'expressions' | 'base'>): ExpressionClass[] {
  const asked = expressions.length === 0 ? [base.expression] : expressions;
  const named = EXPRESSION_CLASSES.filter((name) => asked.includes(name));
  return named.length === 0 ? [...EXPRESSION_CLASSES] : named;
}

/** The classes of which there are not yet `perClass` accepted faces. */
export function openClasses(
  classes: readonly ExpressionClass[],
  accepted: readonly ExpressionClass[],
  perClass: number,
): ReadonlySet<ExpressionClass> {
  return new Set(classes.filter((name) => accepted.filter((other) => other === name).length < perClass));
}
