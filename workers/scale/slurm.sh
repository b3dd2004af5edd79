#!/usr/bin/env bash
# A plan as a Slurm job array, a task a shard (docs/scale.md):
#   PLAN=plan.json OUT=/shared/faces SHARDS=400 sbatch --array=0-399%100 workers/scale/slurm.sh
# A task that is killed, or requeued, goes on at the face where it stopped. What is left after a night:
#   sbatch --array=$(npm run --silent synth -- missing --out /shared/faces --shards 400) workers/scale/slurm.sh
#SBATCH --job-name=synfer
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=04:00:00
#SBATCH --requeue
# SIGTERM two minutes before the time is up: the face under way is finished.
#SBATCH --signal=TERM@120
set -eu
: "${PLAN:?the plan file}" "${OUT:?the folder for shards, the same for all tasks}" "${SHARDS:?into how many parts the plan is cut}"
cd "${SLURM_SUBMIT_DIR:-.}"
# The array says the part; SHARDS says of how many, since an array of missing shards is shorter than the plan.
exec node --import tsx workers/node/synth.ts run --plan "$PLAN" --out "$OUT" --shard "${SLURM_ARRAY_TASK_ID:?not in a job array}/$SHARDS" \
  --workers "${SLURM_CPUS_PER_TASK:-1}" ${SYNTH_OPTIONS:-}
