import type { Command } from './command';
import { faceCommands } from './faceCommands';
import { galleryCommands } from './galleryCommands';
import { presetCommands, recallCommands, recipeCommands } from './recipeCommands';
import { reviewCommands } from './reviewCommands';
import { helpCommands, viewCommands } from './viewCommands';

/**
 * Every command of the studio.
 * @param reasons why no face can be made now; empty where one can
 */
export function commands(reasons: readonly string[]): readonly Command[] {
  return [...faceCommands(reasons), ...recipeCommands(), ...recallCommands(), ...presetCommands(), ...viewCommands(), ...helpCommands(), ...galleryCommands(), ...reviewCommands()];
}
