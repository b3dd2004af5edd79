import type { PackManifest } from './manifest';

/** Whether a model can do something, and in plain words why not. */
export type Ability = { readonly can: true } | { readonly can: false; readonly reason: string };

/** What differs from model to model, as the studio offers it. */
export interface Abilities {
  readonly actionUnits: Ability;
  readonly semanticGuidance: Ability;
  readonly student: Ability;
  readonly layout: Ability;
  /** By networks of its own. */
  readonly labels: Ability;
}

const CAN: Ability = { can: true };

/** What the pack's graphs allow, whatever family it is of. */
export function abilities({ name, graphs, auColumns, voters }: PackManifest): Abilities {
  const needs = (there: boolean, reason: string): Ability => (there ? CAN : { can: false, reason });
  return {
    actionUnits: needs(auColumns > 0, `${name} takes no action units: its expression comes from the words alone.`),
    semanticGuidance: needs(graphs.guidance !== undefined, `${name} comes without a guide, so semantic guidance does not act.`),
    student: needs(graphs.student !== undefined, `${name} comes without a few-step student.`),
    layout: needs(graphs.encoder !== undefined, `${name} comes without an encoder, so it cannot start from a picture.`),
    labels: needs(voters.length > 0, `${name} comes without networks that label faces.`),
  };
}
