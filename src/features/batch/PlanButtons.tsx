import type { BatchPlan } from '../../domain/batch/plan';
import type { PackManifest } from '../../domain/packs/manifest';
import { planOfBatch } from '../../domain/plan/batch';
import { planText } from '../../domain/plan/planFile';
import type { Recipe } from '../../domain/recipe/recipe';
import { FilesButton } from '../../ui/FilesButton';
import { alertError, announce } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';
import { editForm } from './form';
import { openPlan } from './planFile';

interface PlanButtonsProps {
  readonly name: string;
  readonly plan: BatchPlan;
  readonly manifest: PackManifest;
  /** Why the plan cannot be saved; none where it can. */
  readonly problems: boolean;
  /** The recipe that an opened plan varies. */
  readonly onBase: (base: Recipe) => void;
}

/** The form as a plan file, for the command line and for others, and back. */
export function PlanButtons({ name, plan, manifest, problems, onBase }: PlanButtonsProps) {
  const save = () => saveFile(`${fileName(name)}.plan.json`, new Blob([planText(planOfBatch(plan, name))], { type: 'application/json' }));
  const open = async ([file]: readonly File[]) => {
    try {
      const { form, base } = openPlan((await file?.text()) ?? '', manifest);
      onBase(base);
      editForm(form);
      announce(`Plan “${form.name}” is open.`);
    } catch (error) {
      alertError(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="row">
      <button type="button" className="button" disabled={problems} onClick={save}>
        Save plan
      </button>
      <FilesButton text="Open plan…" label="Plan file" accept="application/json,.json" onFiles={(files) => void open(files)} />
    </div>
  );
}

/** A name that every file system takes. */
function fileName(name: string): string {
  return name.trim().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'plan';
}
