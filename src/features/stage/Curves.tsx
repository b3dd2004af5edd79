import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import { ClassName } from '../../ui/ClassName';
import type { StepFigures } from '../../domain/face/step';
import { LineChart, type Series } from './LineChart';

interface CurvesProps {
  readonly steps: readonly StepFigures[];
  readonly totalSteps: number;
  readonly current: number;
}

/** What happened over the steps: the guide's loss, opinion and pull, and the size of the latent. */
export function Curves({ steps, totalSteps, current }: CurvesProps) {
  const guided = steps.some((step) => step.guide !== null);
  // As long as guided steps may still come, their charts keep their place.
  const over = steps.length === totalSteps;
  const line = (name: string, read: (step: StepFigures) => number | null): Series => ({
    name,
    className: 'series-plain',
    values: steps.map(read),
  });
  const shared = { totalSteps, current };

  return (
    <div className="curves">
      {(guided || !over) && (
        <>
          <LineChart title="Guide loss" series={[line('Guide loss', (step) => step.guide?.loss ?? null)]} {...shared} />
          <LineChart
            title="Class probabilities"
            range={[0, 1]}
            series={EXPRESSION_CLASSES.map((name, column) => ({
              name,
              className: `series-class class-${name}`,
              values: steps.map((step) => step.guide?.probabilities[column] ?? null),
            }))}
            {...shared}
          />
          <LineChart
            title="Gradient norm"
            series={[line('Gradient norm', (step) => step.guide?.gradientNorm ?? null)]}
            {...shared}
          />
        </>
      )}
      <LineChart title="Latent norm" series={[line('Latent norm', (step) => step.latentNorm)]} {...shared} />
      {guided || !over ? (
        <ul className="class-legend" aria-label="Class colours">
          {EXPRESSION_CLASSES.map((name) => (
            <li key={name}>
              <ClassName name={name} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="note">
          The guide did not act in this run: it needs an expression and semantic guidance above 0. Its loss and class
          probabilities appear here when it does.
        </p>
      )}
    </div>
  );
}
